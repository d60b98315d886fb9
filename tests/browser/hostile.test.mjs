// A site, and a diff as a page, made from records that try to run in the reader's browser (hostile/). Skipped where none was built.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { filesBelow, launch, none, url, watched } from "./site.mjs";

const hostile = process.env.TUREEN_HOSTILE_SITE;
let browser;
before(async () => (browser = hostile && (await launch())));
after(() => browser?.close());

test("nothing a record holds runs in the reader's browser", { skip: !hostile }, async () => {
  const pages = filesBelow(hostile).filter((file) => /\.(html|svg)$/.test(file));
  assert.ok(pages.length > 0);
  const found = [];
  const { page, faults } = await watched(browser);
  for (const address of pages) {
    // The search page is the one place where a script writes what records say.
    const search = address.endsWith("search.html");
    await page.goto(url(address, hostile) + (search ? "?q=script" : ""), { waitUntil: search ? "networkidle" : "load" });
    const planted = await page.evaluate(plants);
    found.push(...[...faults.splice(0), ...planted].map((fault) => `${address}: ${fault}`));
  }
  await page.close();
  none(found);
});

test("nothing a diff tells runs in the reader's browser", { skip: !process.env.TUREEN_HOSTILE_DIFF }, async () => {
  const { page, faults } = await watched(browser);
  await page.goto(pathToFileURL(process.env.TUREEN_HOSTILE_DIFF).href);
  assert.match(await page.locator("main").innerText(), /__pwned=2/, "the page does not tell the diff");
  none([...faults, ...(await page.evaluate(plants))]);
  await page.close();
});

/// Runs in the page: what ran, and what only the content policy kept from running.
function plants() {
  const all = [...document.querySelectorAll("*")];
  return [
    ...(window.__pwned ? ["a script ran"] : []),
    ...all.filter((node) => node.matches("script:not([src]), iframe, object, embed, base")).map((node) => node.outerHTML),
    ...all.flatMap((node) => node.getAttributeNames().filter((name) => name.startsWith("on"))),
    ...[...document.links].filter((link) => !/^(file|https?|mailto):$/.test(link.protocol)).map((link) => link.href),
  ];
}
