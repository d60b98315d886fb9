// WCAG 2.2 AA as far as a program can judge it: one page of each kind, both schemes, phone, desk and paper.

import { after, before, test } from "node:test";
import axe from "axe-core";
import { launch, none, sample, url, watched } from "./site.mjs";

const looks = [
  { media: "screen", colorScheme: "light", width: 1400 },
  { media: "screen", colorScheme: "light", width: 400 },
  { media: "screen", colorScheme: "dark", width: 1400 },
  { media: "screen", colorScheme: "dark", width: 400 },
  { media: "print", colorScheme: "light", width: 800 },
];
let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

for (const [kind, address] of Object.entries(sample())) {
  if (!address) continue;
  test(`${kind} has no WCAG violation`, async () => {
    const { page } = await watched(browser);
    await page.goto(url(address));
    // Put in from outside: the page's content policy stays as it is and would not load it.
    await page.evaluate(axe.source);
    const faults = [];
    for (const { width, ...media } of looks) {
      await page.emulateMedia(media);
      await page.setViewportSize({ width, height: 900 });
      const violations = await page.evaluate(judge, media.media);
      faults.push(...violations.map((text) => `${media.media} ${media.colorScheme} ${width}: ${text}`));
    }
    none(faults, address);
    await page.close();
  });
}

test("a list of results, an open switcher and a filtered table have no WCAG violation", async () => {
  const { page } = await watched(browser);
  const faults = [];
  await page.goto(url(sample()["SOUP list"]));
  await page.evaluate(axe.source);
  await page.getByRole("main").getByRole("searchbox").fill("a");
  for (const { width, ...media } of looks.filter((look) => look.media === "screen")) {
    await page.emulateMedia(media);
    await page.setViewportSize({ width, height: 900 });
    await page.getByRole("combobox").fill("soup");
    await page.getByRole("option").first().waitFor();
    await page.getByRole("combobox").press("ArrowDown");
    faults.push(...(await page.evaluate(judge, "screen")).map((text) => `results, ${media.colorScheme} ${width}: ${text}`));
    await page.getByRole("combobox").press("Escape");
    await page.getByLabel(/^version/i).click();
    faults.push(...(await page.evaluate(judge, "screen")).map((text) => `switcher, ${media.colorScheme} ${width}: ${text}`));
    await page.keyboard.press("Escape");
  }
  await page.goto(`${url(sample().search)}?q=soup`);
  await page.locator(".results > li").first().waitFor();
  await page.evaluate(axe.source);
  faults.push(...(await page.evaluate(judge, "screen")).map((text) => `results on their page: ${text}`));
  none(faults);
  await page.close();
});

/// Runs in the page.
async function judge(media) {
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  // Nobody taps on paper.
  const rules = { "target-size": { enabled: media === "screen" } };
  const { violations } = await axe.run(document, { runOnly, rules, resultTypes: ["violations"] });
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length} ×, first ${nodes[0].target}`);
}
