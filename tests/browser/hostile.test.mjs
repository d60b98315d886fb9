// A site, and a diff as a page, made from records that try to run in the reader's browser: those of hostile/, and one attack in
// every field of every kind (write-hostile.mjs). Skipped where none was built.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { filesBelow, launch, none, url, validator, watched } from "./site.mjs";

const hostile = process.env.TUREEN_HOSTILE_SITE;
const pages = hostile ? filesBelow(hostile).filter((file) => /\.(html|svg)$/.test(file)) : [];
/// The folder of the later release.
const version = pages.find((page) => /^_?v1[^/]*\/index\.html$/.test(page))?.split("/")[0];
let browser;
before(async () => (browser = hostile && (await launch())));
after(() => browser?.close());

test("nothing a record holds runs in the reader's browser", { skip: !hostile, timeout: 300_000 }, async () => {
  assert.ok(pages.length > 0);
  const found = [];
  const { page, faults } = await watched(browser);
  for (const address of pages) {
    await page.goto(url(address, hostile));
    // What a script shows only when it is asked: the other versions, the filtered table, the search.
    const planted = await page.evaluate(plants, url("", hostile));
    found.push(...[...faults.splice(0), ...planted].map((fault) => `${address}: ${fault}`));
  }
  await page.close();
  none(found);
});

test("nothing runs while a reader searches, filters and switches versions", { skip: !hostile, timeout: 300_000 }, async () => {
  const { page, faults } = await watched(browser);
  const found = [];
  const look = async (what) => found.push(...[...faults.splice(0), ...(await page.evaluate(plants, url("", hostile)))].map((fault) => `${what}: ${fault}`));
  for (const question of ["script", "window", "soup-101", "onerror", "proto", "constructor", "pwned"]) {
    await page.goto(`${url(`${version}/search.html`, hostile)}?q=${question}`);
    await page.locator(".results > li").first().waitFor();
    await look(`search.html?q=${question}`);
    await page.goto(url(`${version}/index.html`, hostile));
    await page.getByRole("combobox").fill(question);
    await page.getByRole("option").first().waitFor();
    await look(`the search field, ${question}`);
  }
  // A question is a reader's own, and may come by a link.
  await page.goto(`${url(`${version}/search.html`, hostile)}?q=${encodeURIComponent("<img src=x onerror=window.__pwned=1>")}`);
  await page.waitForFunction(() => document.querySelector("main output").textContent);
  await look("search.html?q=<img>");
  await page.goto(`${url(`${version}/requirement/index.html`, hostile)}?sort=${encodeURIComponent("<img src=x onerror=window.__pwned=1>")}&filter=<script>`);
  await look("a table with a hostile address");
  for (const list of pages.filter((page) => page.startsWith(`${version}/`) && page.split("/").length === 3 && /index/.test(page))) {
    await page.goto(url(list, hostile));
    for (const button of await page.locator("thead button").all()) await button.click();
    for (const input of await page.locator("main input[type=search]").all()) await input.fill("pwned");
    await page.getByLabel(/^version/i).click();
    await look(list);
  }
  await page.close();
  none(found);
});

// Asked by the texts of the fields themselves: what a page does not show is not put to the test.
test("every attacked field is shown", { skip: !hostile }, () => {
  const missing = [];
  for (const page of pages.filter((page) => page.startsWith(`${version}/`) && /\/[A-Z]+-101\.html$/.test(page) && !page.includes("/forms/"))) {
    const html = readFileSync(join(hostile, page), "utf8");
    const [fields, source] = html.split(/<h2 id="source">/);
    const attacked = new Set([...(source ?? "").matchAll(/@([a-z][\w.-]+)/g)].map(([, where]) => where));
    assert.ok(attacked.size > 0, `${page} has no attacked field`);
    attacked.forEach((where) => where.startsWith("device.") && attacked.delete(where));
    for (const where of attacked) if (!fields.includes(`@${where}`)) missing.push(`${page}: ${where}`);
  }
  none(missing);
});

test("hostile texts leave every page valid", { skip: !hostile }, async () => {
  const faults = [];
  for (const page of pages.filter((page) => page.endsWith(".html"))) {
    const report = await validator.validateFile(join(hostile, page));
    for (const { line, ruleId, message } of report.results.flatMap((result) => result.messages)) faults.push(`${page}:${line} ${ruleId}: ${message}`);
  }
  none(faults);
});

test("nothing a diff tells runs in the reader's browser", { skip: !process.env.TUREEN_HOSTILE_DIFF }, async () => {
  const { page, faults } = await watched(browser);
  await page.goto(pathToFileURL(process.env.TUREEN_HOSTILE_DIFF).href);
  assert.match(await page.locator("main").innerText(), /__pwned=2/, "the page does not tell the diff");
  none([...faults, ...(await page.evaluate(plants, ""))]);
  await page.close();
});

/// Runs in the page: what ran, and what only the content policy kept from running. Scripts may come from below `own`.
function plants(own) {
  const all = [...document.querySelectorAll("*")];
  return [
    ...(window.__pwned ? ["a script ran"] : []),
    ...all.filter((node) => node.matches("script:not([src]), iframe, object, embed, base, meta[http-equiv=refresh]")).map((node) => node.outerHTML),
    ...[...document.scripts].filter((script) => !(own && script.src.startsWith(own))).map((script) => script.outerHTML),
    ...all.flatMap((node) => node.getAttributeNames().filter((name) => name.startsWith("on") || name === "style" || name === "srcdoc")),
    ...[...document.links].filter((link) => !/^(file|https?|mailto):$/.test(link.protocol)).map((link) => link.href),
  ];
}
