// Search: from the bar with the keyboard, on its own page, with slips of the finger, and without a script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { latest, launch, none, pages, sample, site, unreleased, url, watched } from "./site.mjs";
import { readFileSync } from "node:fs";
import { join } from "node:path";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/// The id and title of the SOUP record with the most links.
const soup = () => {
  const record = sample()["soup/"];
  const html = readFileSync(join(site, record), "utf8");
  return { record, id: /([^/]+)\.html$/.exec(record)[1], title: /<h1>([^<]+)/.exec(html)[1].trim() };
};

/// Opens the search page with a question and returns what is found: addresses from the version's folder.
async function found(page, text) {
  await page.goto(`${url(`${latest}/search.html`)}?q=${encodeURIComponent(text)}`);
  await page.waitForFunction(() => document.querySelector("main output").textContent);
  const more = page.locator("#asked > button");
  if (await more.isVisible()) await more.click();
  const base = url(`${latest}/`);
  return page.locator(".results > li").evaluateAll((items, base) => items.map((item) => item.querySelector("a").href.replace(base, "")), base);
}

test("a record is found first by its id, its title, and its package, and by what others call its anomalies", async () => {
  const { page, faults } = await watched(browser);
  const { record, id, title } = soup();
  const own = record.slice(latest.length + 1);
  const html = readFileSync(join(site, record), "utf8");
  for (const text of [id, id.toLowerCase(), title]) {
    assert.equal((await found(page, text))[0], own, `searching ${text}`);
  }
  const packages = pages.filter((page) => page.startsWith(`${latest}/soup/SOUP`)).map((page) => [
    page.slice(latest.length + 1),
    /^<li id="L\d+".*?purl: (pkg:[\w./@%-]+)/m.exec(readFileSync(join(site, page), "utf8"))?.[1],
  ]);
  const [packaged, purl] = packages.find(([, purl]) => purl) ?? assert.fail("no SOUP with a purl");
  assert.equal((await found(page, purl))[0], packaged, `searching ${purl}`);
  const anomaly = /(CVE-\d+-\d+|GHSA-[\w-]+)/.exec(html)?.[0];
  if (anomaly) assert.ok((await found(page, anomaly)).includes(own), `searching ${anomaly}`);
  none(faults);
  await page.close();
});

test("a beginning, a slip of the finger, and other case or accents find the same", async () => {
  const { page, faults } = await watched(browser);
  const word = "verification";
  const exact = await found(page, word);
  assert.ok(exact.length > 1);
  for (const typed of ["verificat", "VERIFICATION", "verificaton", "verfiication", "vérification", "verifikasion"]) {
    const others = await found(page, typed);
    assert.ok(exact.every((address) => others.includes(address)), `${typed} misses some of ${word}`);
  }
  assert.deepEqual(await found(page, "qqqqzzzz"), []);
  assert.match(await page.locator("main output").innerText(), /nothing/i);
  none(faults);
  await page.close();
});

test("several words must all match", async () => {
  const { page } = await watched(browser);
  const [one, other] = [await found(page, "image"), await found(page, "decoder")];
  const both = await found(page, "image decoder");
  assert.ok(both.length > 0);
  assert.deepEqual(both.toSorted(), one.filter((address) => other.includes(address)).toSorted());
  await page.close();
});

test("the search is used by keyboard alone: /, arrows, Enter, Escape", async () => {
  const { page, faults } = await watched(browser);
  const { record, id } = soup();
  await page.goto(url(`${latest}/index.html`));
  const input = page.getByRole("combobox");
  await page.keyboard.press("/");
  assert.ok(await input.evaluate((node) => node === document.activeElement), "/ does not lead to the search");
  await page.keyboard.type(id);
  const options = page.getByRole("option");
  await options.first().waitFor();
  assert.equal(await input.getAttribute("aria-expanded"), "true");
  assert.match(await options.first().innerText(), /soup[\s\S]*class [ABC]/i, "kind, class and state are not told");
  await page.keyboard.press("ArrowDown");
  assert.equal(await input.getAttribute("aria-activedescendant"), await options.first().getAttribute("id"));
  assert.equal(await options.first().getAttribute("aria-selected"), "true");
  await page.keyboard.press("Escape");
  assert.equal(await input.getAttribute("aria-expanded"), "false");
  assert.equal(await options.first().isVisible(), false);
  await page.keyboard.press("ArrowDown");
  await options.first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(url(record));
  none(faults);
  await page.close();
});

test("Enter without a choice opens the page of all results, which keeps the question in its address", async () => {
  const { page, faults } = await watched(browser);
  await page.goto(url(sample()["soup/"]));
  await page.getByRole("combobox").fill("decoder");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(`${url(`${latest}/search.html`)}?q=decoder`);
  const input = page.getByRole("main").getByRole("searchbox");
  await page.locator(".results > li").first().waitFor();
  await input.fill("image");
  await page.waitForURL(/\?q=image$/);
  await input.press("ArrowDown");
  assert.ok(await page.locator(".results a").first().evaluate((node) => node === document.activeElement));
  none(faults);
  await page.close();
});

test("the list of versions searches the newest release", async () => {
  const { page, faults } = await watched(browser);
  const { record, id } = soup();
  await page.goto(url("index.html"));
  await page.getByRole("combobox").fill(id);
  await page.getByRole("option").first().click();
  await page.waitForURL(url(record));
  none(faults);
  await page.close();
});

test("without a script the search page says so and lists every id by kind", async () => {
  const { page } = await watched(browser, { javaScriptEnabled: false });
  await page.goto(url(`${unreleased}/search.html`));
  assert.match(await page.locator("main").innerText(), /needs a script/);
  assert.equal(await page.locator("input, button:visible").count(), 0, "a control that does nothing");
  const { id } = soup();
  assert.ok(await page.getByRole("link", { name: id, exact: true }).isVisible());
  await page.close();
});
