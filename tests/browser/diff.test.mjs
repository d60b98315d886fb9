// A diff as a page of its own: valid, readable on screen and paper, and loading nothing. People attach it and print it.

import assert from "node:assert/strict";
import { resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { HtmlValidate } from "html-validate";
import { launch, none, printed, watched } from "./site.mjs";

const file = resolve(process.env.TUREEN_DIFF ?? "TUREEN_DIFF names no page; tests/run sets it");
let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

test("the page of a diff is valid HTML", async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:standard", "html-validate:document", "html-validate:a11y"],
    rules: {
      // As on the site: a scrolling table is a <div> with a role, and the list of headings comes before the <h1>.
      "prefer-native-element": "off",
      "heading-level": ["error", { minInitialRank: "h2" }],
    },
  });
  const report = await validator.validateFile(file);
  const messages = report.results.flatMap((result) => result.messages);
  none(messages.map((message) => `${message.line}:${message.column} ${message.ruleId}: ${message.message}`));
});

test("the page of a diff has no WCAG violation, loads nothing, and goes to paper whole", async () => {
  const { page, faults } = await watched(browser);
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(axe.source);
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  for (const [media, width] of [["screen", 1400], ["screen", 400], ["print", 800]]) {
    await page.emulateMedia({ media });
    await page.setViewportSize({ width, height: 900 });
    const rules = { "target-size": { enabled: media === "screen" } };
    const options = { runOnly, rules, resultTypes: ["violations"] };
    const { violations } = await page.evaluate((options) => axe.run(document, options), options);
    faults.push(...violations.map(({ id, nodes }) => `${media} ${width}: ${id}, ${nodes[0].target}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (media === "screen" && wide > 0) faults.push(`${width}: ${wide} pixels too wide`);
  }
  none(faults);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".lead")).maxWidth !== "none"), true, "no style");
  const text = await printed(page);
  if (text !== undefined) {
    // What is folded on screen is open on paper.
    for (const said of ["NOT RELEASED", "no change record", "Evidence that is new", "AR-006-3", "Owed before this may pass"]) {
      assert.ok(text.includes(said), `${said} is not on paper`);
    }
  }
  await page.close();
});
