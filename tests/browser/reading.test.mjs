// A reader's ways through the site: by links alone, and with what the scripts add.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { latest, launch, links, none, pages, previous, sample, unreleased, url, watched } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/// Follows the visible link to an address, as a reader's click does.
async function follow(page, address) {
  const at = await page.locator("a[href]:visible").evaluateAll(
    (found, wanted) => found.findIndex((link) => link.href.split("#")[0] === wanted),
    url(address),
  );
  assert.ok(at >= 0, `${page.url()} shows no link to ${address}`);
  await page.locator("a[href]:visible").nth(at).click();
  assert.equal(page.url().split("#")[0], url(address));
}

const linked = (page, folder) =>
  [...links(page)].find((to) => new RegExp(`/${folder}/(?!index)`).test(to) && pages.includes(to));

test("links alone lead from the list of versions to a record, its risk and the risk's verification", async () => {
  const soup = pages
    .filter((page) => page.startsWith(`${latest}/soup/`))
    .find((page) => linked(page, "risks") && linked(linked(page, "risks"), "verification"));
  assert.ok(soup, "no SOUP record leads to a risk that leads to a verification");
  const risk = linked(soup, "risks");
  const { page, faults } = await watched(browser, { javaScriptEnabled: false });
  await page.goto(url("index.html"));
  for (const stop of [`${latest}/index.html`, `${latest}/soup/index.html`, soup, risk, linked(risk, "verification")]) {
    await follow(page, stop);
  }
  none(faults);
  await page.close();
});

test("links alone lead on from every page, on a phone too", async () => {
  const { page } = await watched(browser, { javaScriptEnabled: false, viewport: { width: 400, height: 800 } });
  for (const address of Object.values(sample()).filter((address) => address?.includes("/"))) {
    await page.goto(url(address));
    assert.ok((await page.locator("a[href]:visible").count()) > 0, `${address} is a dead end`);
  }
  await page.close();
});

test("the version switcher stays on the record", async () => {
  const record = pages
    .filter((page) => page.startsWith(`${previous}/soup/SOUP`))
    .map((page) => page.slice(previous.length + 1))
    .find((record) => [latest, unreleased].every((version) => pages.includes(`${version}/${record}`)));
  assert.ok(record, `no SOUP record is in ${previous}, ${latest} and ${unreleased}`);
  const { page, faults } = await watched(browser);
  await page.goto(url(`${latest}/${record}`));
  for (const [version, name] of [[previous, previous], [unreleased, "work tree"], [latest, latest]]) {
    await page.getByLabel(/^version/i).click();
    await page.getByRole("link", { name: new RegExp(`^${name}\\b`) }).first().click();
    await page.waitForURL(url(`${version}/${record}`));
  }
  none(faults);
  await page.close();
});

test("a superseded release says so and leads to the newest", async () => {
  const { page } = await watched(browser);
  await page.goto(url(`${previous}/soup/index.html`));
  await page.getByText("SUPERSEDED").first().waitFor();
  await follow(page, `${latest}/soup/index.html`);
  assert.equal(await page.getByText("SUPERSEDED").filter({ visible: true }).count(), 0);
  await page.close();
});

test("a heading of the SOUP list sorts it both ways and says so", async () => {
  const { page, faults } = await watched(browser);
  await page.goto(url(`${latest}/soup/index.html`));
  const heading = page.getByRole("columnheader").filter({ has: page.getByRole("button") }).first();
  const rows = page.getByRole("table").filter({ has: heading }).first().locator("tbody tr");
  const order = () => rows.evaluateAll((found) => found.map((row) => row.cells[0].textContent.trim()));
  await heading.getByRole("button").click();
  const first = [await heading.getAttribute("aria-sort"), await order()];
  await heading.getByRole("button").click();
  const second = [await heading.getAttribute("aria-sort"), await order()];
  assert.deepEqual([first[0], second[0]].sort(), ["ascending", "descending"]);
  assert.ok(first[1].length > 1);
  assert.deepEqual(first[1], second[1].toReversed());
  none(faults);
  await page.close();
});

test("the filter of the SOUP list shows how many of how many", async () => {
  const { page, faults } = await watched(browser);
  await page.goto(url(`${latest}/soup/index.html`));
  const rows = page.locator("main table tbody tr:visible");
  const all = await rows.count();
  const name = (await rows.first().locator("a").first().innerText()).trim();
  await page.getByRole("main").getByRole("searchbox").fill(name);
  const [, shown, of] = /(\d+) of (\d+)/.exec(await page.getByRole("main").innerText()) ?? assert.fail("no 'n of m'");
  assert.deepEqual([Number(shown), Number(of)], [await rows.count(), all]);
  assert.ok(Number(shown) >= 1 && Number(shown) < all);
  none(faults);
  await page.close();
});
