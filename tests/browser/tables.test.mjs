// Tables and long lists: every one sorts, filters and can be saved, and a view of one has an address.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { latest, launch, none, sample, url, watched } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const list = `${latest}/requirements/index.html`;
const rows = (page) => page.locator("main table tbody tr:visible");
const heads = async (page) => (await rows(page).locator("th").allInnerTexts()).map((text) => text.trim());

test("every table of more than eight rows sorts, filters, counts and can be saved", async () => {
  const { page, faults } = await watched(browser);
  const found = [];
  let tables = 0;
  for (const address of Object.values(sample()).filter(Boolean)) {
    await page.goto(url(address));
    const [seen, lacking] = await page.evaluate(() => {
      const all = [...document.querySelectorAll("main table")].filter((table) => table.tHead && !table.closest(".prose"));
      const long = all.filter((table) => (table.tBodies.length > 1 ? table.tBodies : table.tBodies[0].rows).length > 8);
      const lacking = long.filter((table) => {
        const form = (table.closest(".table") ?? table).previousElementSibling;
        const has = (selector) => form?.querySelector(selector);
        return !(form?.matches("form.above") && has("input[type=search]") && has("output") && has("button") && table.querySelector("thead button"));
      });
      return [long.length, lacking.map((table) => table.id || table.outerHTML.slice(0, 100))];
    });
    tables += seen;
    found.push(...lacking.map((table) => `${address}: ${table}`));
  }
  assert.ok(tables > 5, `only ${tables} long tables`);
  none([...faults, ...found]);
  await page.close();
});

test("a view is in the address, and the address brings it back, in another version too", async () => {
  const { page, faults } = await watched(browser);
  await page.goto(url(list));
  const all = await rows(page).count();
  await page.getByRole("main").getByRole("searchbox").fill("time");
  await page.getByRole("checkbox", { name: /^B/ }).check();
  await page.getByRole("button", { name: "Title" }).click();
  await page.getByRole("button", { name: "Title" }).click();
  await page.waitForURL(/filter=time&class=B&sort=-Title$/);
  const shown = await heads(page);
  assert.ok(shown.length > 0 && shown.length < all);
  assert.match(await page.getByRole("main").getByRole("status").innerText(), new RegExp(`^${shown.length} of ${all} `));
  const view = await page.getByRole("link", { name: /this view/ }).getAttribute("href");
  assert.equal(view, page.url());
  await page.goto("about:blank");
  await page.goto(view);
  assert.deepEqual(await heads(page), shown);
  assert.equal(await page.getByRole("columnheader", { name: "Title" }).getAttribute("aria-sort"), "descending");
  await page.getByLabel(/^version/i).click();
  await page.getByRole("link", { name: /^work tree/ }).click();
  await page.waitForURL(/unreleased.*filter=time&class=B&sort=-Title$/);
  none(faults);
  await page.close();
});

test("what is shown, and no more, is saved as comma-separated values that a spreadsheet takes for no formula", async () => {
  const { page, faults } = await watched(browser);
  await page.goto(url(list));
  const texts = ['=1+1', '+1', '-1', '@SUM(A1)', 'a "quoted", text', 'two\n  lines', 'plain'];
  await page.evaluate((texts) => texts.forEach((text, at) => (document.querySelector("main tbody").rows[at].cells[1].textContent = text)), texts);
  await page.getByRole("checkbox", { name: /^B/ }).check();
  const shown = await heads(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /CSV/ }).click()]);
  const text = readFileSync(await download.path(), "utf8");
  assert.match(download.suggestedFilename(), /\.csv$/);
  const lines = parsed(text.replace(/^\ufeff/, ""));
  assert.deepEqual(lines.slice(1).map((line) => line[0]), shown);
  assert.ok(lines.every((line) => line.length === lines[0].length), "lines of unlike length");
  const titles = lines.map((line) => line[1]);
  for (const title of ["'=1+1", "'+1", "'-1", "'@SUM(A1)", 'a "quoted", text', "two lines", "plain"]) {
    const row = await page.evaluate((at) => document.querySelector("main tbody").rows[at].hidden, texts.findIndex((text) => text.replace(/\s+/g, " ") === title.replace(/^'/, "")));
    assert.equal(titles.includes(title), !row, title);
  }
  none(faults);
  await page.close();
});

test("a filtered table says on paper how many of how many it shows", async () => {
  const { page } = await watched(browser);
  await page.goto(`${url(list)}?filter=time`);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.getByRole("main").getByRole("status").isVisible());
  assert.equal(await page.getByRole("main").getByRole("searchbox").isVisible(), false);
  await page.goto(url(list));
  assert.equal(await page.getByRole("main").getByRole("status").isVisible(), false);
  await page.close();
});

/// Reads comma-separated values as RFC 4180 writes them.
function parsed(text) {
  assert.ok(text.endsWith("\r\n"));
  const lines = [[""]];
  for (const [, quoted, plain, end] of text.slice(0, -2).matchAll(/"((?:[^"]|"")*)"|([^",\r\n]+)|(,|\r\n)/g)) {
    const line = lines.at(-1);
    if (end === ",") line.push("");
    else if (end) lines.push([""]);
    else line[line.length - 1] += quoted?.replaceAll('""', '"') ?? plain;
  }
  return lines;
}
