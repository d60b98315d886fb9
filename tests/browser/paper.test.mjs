// The site on paper and in one file: what only shows once a browser lays it out.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { latest, launch, none, printed, url, watched } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("every sheet of a form says which version it is of, and the form ends with room to sign", async () => {
  const { page, faults } = await watched(browser);
  await page.goto(url(`${latest}/forms/SOUP-005.html`));
  const text = await printed(page);
  if (text !== undefined) {
    const sheets = text.split("\f").filter((sheet) => sheet.trim());
    assert.ok(sheets.length > 2);
    for (const sheet of sheets) assert.match(sheet, /v2\.1\.0[\s\S]*commit [0-9a-f]{10} · as of 2025-12-01/);
    assert.match(sheets.at(-1), /prepared[\s\S]*approved/);
  }
  none(faults);
  await page.close();
});

test("the whole file for paper numbers its sheets and leaves no heading alone at the foot of one", async () => {
  const { page, faults } = await watched(browser);
  await page.goto(url(`${latest}/print.html`));
  const titles = await page.$$eval("main h2", (found) => found.map((heading) => heading.textContent.trim()));
  const text = await printed(page);
  if (text !== undefined) {
    const sheets = text.split("\f").filter((sheet) => sheet.trim());
    assert.match(sheets[0], new RegExp(`page 1 of ${sheets.length}`));
    for (const sheet of sheets) {
      const lines = sheet.split("\n").map((line) => line.trim()).filter(Boolean);
      // The table of contents is made of nothing but titles.
      if (lines.filter((line) => titles.includes(line)).length > 3) continue;
      // The last line is the foot of the sheet.
      assert.ok(!titles.includes(lines.at(-2)), `${lines.at(-2)} stands alone`);
    }
  }
  none(faults);
  await page.close();
});

const single = process.env.TUREEN_SINGLE;

test("one file holds all pages, shows one at a time and asks for nothing", { skip: !single }, async () => {
  const { page, faults } = await watched(browser);
  await page.goto(pathToFileURL(single).href);
  const shown = () => page.$$eval(".sheet", (all) => all.filter((sheet) => sheet.checkVisibility()).map((sheet) => sheet.id));
  assert.deepEqual(await shown(), ["page:index"]);
  await page.locator(".side a", { hasText: "SOUP" }).first().click();
  assert.deepEqual(await shown(), ["page:soup/index"]);
  await page.locator("tbody a.id:visible", { hasText: "SOUP-005" }).first().click();
  assert.deepEqual(await shown(), ["SOUP-005"]);
  assert.match(await page.title(), /OpenCV/);
  await page.fill("#find", "ver-00");
  await page.locator("#found a", { hasText: "VER-003" }).click();
  assert.deepEqual(await shown(), ["VER-003"]);
  await page.goBack();
  assert.deepEqual(await shown(), ["SOUP-005"]);
  await page.goto(`${pathToFileURL(single).href}#page:data/index`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("a[download='soup.csv']").click(),
  ]);
  assert.equal(download.suggestedFilename(), "soup.csv");
  none(faults.filter((fault) => !/^not loaded: data:/.test(fault)));
  await page.close();
});

test("one file reads without a script, page after page", { skip: !single }, async () => {
  const { page, faults } = await watched(browser, { javaScriptEnabled: false });
  await page.goto(`${pathToFileURL(single).href}#RISK-002`);
  const text = await page.locator("#RISK-002").innerText();
  assert.match(text, /RISK-002/);
  assert.ok((await page.locator(".sheet").count()) > 150);
  none(faults);
  await page.close();
});
