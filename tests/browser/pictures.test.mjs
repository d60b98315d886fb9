// Pictures as readers use them: by keyboard, by ear, on a phone, on paper.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { latest, launch, pages, printed, unreleased, url, watched } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const record = `${latest}/soup/SOUP-005.html`;

test("every node of a chain's picture can be reached and followed by keyboard, and shows where one is", async () => {
  const { page } = await watched(browser);
  await page.goto(url(record));
  const nodes = await page.locator(".trace a").evaluateAll((links) => links.map((link) => link.href.baseVal));
  assert.ok(nodes.length > 5, `${record} has a picture`);
  await page.locator("#chain a").focus();
  const reached = [];
  for (let step = 0; step < 200 && reached.length < nodes.length; step++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const node = document.activeElement;
      if (!node.closest(".trace")) return null;
      return { href: node.href.baseVal, stroke: getComputedStyle(node.querySelector("rect")).strokeWidth };
    });
    if (!at) continue;
    assert.equal(at.stroke, "3px", `${at.href} does not show that it is focused`);
    reached.push(at.href);
  }
  assert.deepEqual([...reached].sort(), [...nodes].sort());
  await page.keyboard.press("Enter");
  await page.waitForURL((now) => now.href === new URL(reached.at(-1), url(record)).href);
  await page.close();
});

test("a node is called by id and whole title, and gaps by what is missing", async () => {
  const { page } = await watched(browser);
  await page.goto(url(record));
  const picture = page.locator(".trace svg");
  assert.equal(await picture.getAttribute("role"), "group");
  await picture.getByRole("link", { name: /^RISK-002 Corrupted decode analysed as valid/ }).waitFor();
  assert.ok(await picture.locator("title", { hasText: /^no requirement: outside the software/ }).count());
  await page.close();
});

test("no text of a picture leaves its node, and no two nodes meet", async () => {
  const { page } = await watched(browser);
  const records = pages.filter((page) => /^(?!history|compare)[^/]+\/(soup|risks|controls|changes|reviews)\/(?!index)/.test(page));
  for (const address of records.filter((_, number) => number % 5 === 0)) {
    await page.goto(url(address));
    const wrong = await page.evaluate(() => {
      const wrong = [];
      const boxes = [...document.querySelectorAll(".trace rect")].map((rect) => rect.getBoundingClientRect());
      boxes.forEach((one, number) =>
        boxes.slice(number + 1).forEach((other) => {
          const apart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
          if (!apart) wrong.push(`two nodes at ${one.left},${one.top}`);
        }),
      );
      for (const text of document.querySelectorAll(".trace :is(a, g[class]) > text:not([x])")) {
        const box = text.parentNode.querySelector("rect").getBoundingClientRect();
        if (text.getBoundingClientRect().right > box.right) wrong.push(text.textContent);
      }
      return wrong;
    });
    assert.deepEqual(wrong, [], address);
  }
  await page.close();
});

test("on a phone a picture scrolls inside itself", async () => {
  const { page } = await watched(browser, { viewport: { width: 400, height: 800 } });
  await page.goto(url(record));
  const figure = page.locator(".trace");
  assert.ok(await figure.evaluate((node) => node.scrollWidth > node.clientWidth && getComputedStyle(node).overflowX === "auto"));
  await page.close();
});

test("releases over time are a picture with a name, and its numbers are a table beside it", async () => {
  const { page, faults } = await watched(browser);
  await page.goto(url("index.html"));
  const charts = page.locator("#over-time").locator("xpath=ancestor::section").locator("svg.chart");
  assert.equal(await charts.count(), 2);
  for (const chart of await charts.all()) {
    assert.equal(await chart.getAttribute("role"), "img");
    assert.match(await chart.getAttribute("aria-label"), /\S/);
  }
  await page.locator("section:has(#over-time) summary").click();
  const rows = page.locator("section:has(#over-time) tbody tr");
  assert.ok((await rows.count()) >= 2 && (await rows.first().isVisible()));
  assert.deepEqual(faults, []);
  await page.close();
});

test("gaps that nothing asks to close can be told from the rest of the chain table", async () => {
  const { page } = await watched(browser);
  await page.goto(url(`${latest}/matrix/chain.html`));
  const rows = page.locator("#chain tbody tr");
  const all = await rows.count();
  const justified = await page.locator('#chain tr[data-state="na"]').count();
  await page.locator('input[type="checkbox"][value="na"]').check();
  await page.waitForFunction((count) => document.querySelectorAll("#chain tbody tr:not([hidden])").length === count, justified);
  assert.ok(justified > 0 && justified < all);
  await page.close();
});

test("a version's home prints on one page with its picture of classes", async () => {
  const { page } = await watched(browser);
  for (const version of [latest, unreleased]) {
    await page.goto(url(`${version}/index.html`));
    assert.equal(await page.locator("svg.share").count(), 2, version);
    const paper = await printed(page);
    if (paper) assert.match(paper, /page 1 of 1/, `${version} does not fit on one page`);
  }
  await page.close();
});
