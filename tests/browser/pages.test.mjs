// Opens one page of each kind from disk, as an auditor with a stick would.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { latest, launch, none, printed, sample, unreleased, url, watched } from "./site.mjs";

const kinds = Object.entries(sample()).filter(([, page]) => page);
let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

for (const [kind, address] of kinds) {
  test(`${kind} opens without a fault and fits a phone`, async () => {
    const { page, faults } = await watched(browser, { viewport: { width: 400, height: 800 } });
    await page.goto(url(address));
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    none(faults, address);
    assert.ok(width <= 400, `${address} is ${width} px wide on a phone of 400 px`);
    assert.match(await page.title(), /\S/, `${address} has no title`);
    await page.close();
  });
}

test("an unreleased page says NOT RELEASED, on screen and on paper", async () => {
  const { page } = await watched(browser);
  for (const address of [`${unreleased}/index.html`, sample()["unreleased SOUP record"]]) {
    await page.goto(url(address));
    assert.match(await page.locator("body").innerText(), /NOT RELEASED/i, address);
    const paper = await printed(page);
    await page.emulateMedia({ media: "print" });
    assert.match(paper ?? (await page.locator("body").innerText()), /NOT RELEASED/, `${address}, printed`);
    await page.emulateMedia({ media: null });
  }
  await page.close();
});

test("a released page prints with device, version and page numbers, and is not called unreleased", async () => {
  const { page } = await watched(browser);
  await page.goto(url(`${latest}/index.html`));
  const paper = await printed(page);
  assert.doesNotMatch(paper ?? (await page.locator("body").innerText()), /NOT RELEASED/);
  if (paper) {
    assert.ok(paper.includes(latest), "the version is not on paper");
    assert.match(paper, /\b1\s*(of|\/)\s*\d+/, "no page numbers");
  }
  await page.close();
});
