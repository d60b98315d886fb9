// A site of 3,000 records: the search answers from little, a list filters without delay, and no page outgrows its use. Times
// are told, not judged: they are those of this machine. Skipped where no such site was built.

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { filesBelow, launch, none, url, watched } from "./site.mjs";

const large = process.env.TUREEN_LARGE_SITE;
const files = large ? filesBelow(large) : [];
const version = files.find((file) => /^v[^/]*\/index\.html$/.test(file))?.split("/")[0];
const size = (file) => statSync(join(large, file)).size;
let browser;
before(async () => (browser = large && (await launch())));
after(() => browser?.close());

test("pages, styles and scripts are small", { skip: !large }, (t) => {
  const records = files.filter((file) => new RegExp(`^${version}/(soup|risks|verification)/[A-Z]+-\\d+\\.html$`).test(file));
  assert.ok(records.length >= 3000);
  none(records.filter((file) => size(file) > 30_000).map((file) => `${file}: ${size(file)} bytes`));
  const sizes = records.map(size).sort((a, b) => a - b);
  t.diagnostic(`record pages: ${sizes[sizes.length >> 1]} bytes in the middle, ${sizes.at(-1)} the largest`);
  const total = (ending) => files.filter((file) => file.startsWith(`${version}/assets/`) && file.endsWith(ending)).map(size).reduce((a, b) => a + b, 0);
  t.diagnostic(`styles ${total(".css")} bytes, scripts ${total(".js")}`);
  assert.ok(total(".css") <= 40_000, `styles: ${total(".css")} bytes`);
  assert.ok(total(".js") <= 60_000, `scripts: ${total(".js")} bytes`);
  const pages = files.filter((file) => file.startsWith(`${version}/`) && file.endsWith(".html")).sort((a, b) => size(b) - size(a));
  t.diagnostic(`largest pages: ${pages.slice(0, 4).map((page) => `${page} ${size(page)}`).join(", ")}`);
});

/// Types a question into the search field and returns what it loads, in bytes, how long it takes, and the first results.
async function ask(page, text) {
  const loaded = new Set();
  const listen = (request) => /\/data\/search\//.test(request.url()) && loaded.add(decodeURIComponent(new URL(request.url()).pathname));
  page.on("request", listen);
  await page.goto(url(`${version}/index.html`, large));
  const input = page.getByRole("combobox");
  await input.focus();
  // The index is loaded while the reader begins to type.
  await page.waitForFunction(() => document.querySelectorAll('script[src*="/search/"][src*="words"], script[src*="/search/"][src*="records"]').length === 2);
  await page.waitForTimeout(500);
  const [time, count] = await page.evaluate(async (text) => {
    const input = document.querySelector("[role=combobox]"), list = document.querySelector("[role=listbox]");
    const begun = performance.now();
    const shown = new Promise((resolve) => new MutationObserver(resolve).observe(list, { attributes: true, attributeFilter: ["hidden"] }));
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await shown;
    return [performance.now() - begun, document.querySelector("form.find output").textContent];
  }, text);
  page.off("request", listen);
  const first = await page.getByRole("option").evaluateAll((all) => all.map((option) => option.dataset.href));
  return { time, count, first, bytes: [...loaded].map((file) => statSync(file).size).reduce((a, b) => a + b, 0) };
}

test("a question is answered from less than 2 MB, and rightly", { skip: !large, timeout: 300_000 }, async (t) => {
  const { page, faults } = await watched(browser);
  const record = files.filter((file) => file.startsWith(`${version}/soup/SOUP-`)).at(-7);
  const id = /([^/]+)\.html$/.exec(record)[1];
  const title = /<h1>([^<]+)/.exec(readFileSync(join(large, record), "utf8"))[1].trim();
  const questions = { [id]: record, [title]: record, [`${id.slice(0, -1)}`]: null, soup: null, verification: null, verificaton: null, "the result": null, co: null };
  for (const [text, wanted] of Object.entries(questions)) {
    const { time, count, first, bytes } = await ask(page, text);
    t.diagnostic(`${text}: ${count}, ${Math.round(time)} ms, ${Math.round(bytes / 1000)} kB`);
    assert.ok(bytes < 2_000_000, `${text} loads ${bytes} bytes`);
    assert.ok(first.length > 1, `${text} finds nothing`);
    if (wanted) assert.equal(new URL(first[0], url(`${version}/index.html`, large)).href, url(wanted, large), text);
  }
  none(faults);
  await page.close();
});

test("what the search finds is what the records hold", { skip: !large, timeout: 300_000 }, async (t) => {
  const { page } = await watched(browser);
  const pages = files.filter((file) => new RegExp(`^${version}/[\\w-]+/[A-Z]+-[^/]*\\.html$`).test(file) && !file.includes("/forms/"));
  const sources = pages.map((file) => {
    const html = readFileSync(join(large, file), "utf8");
    return [file, ` ${html.slice(html.indexOf('<h2 id="source">')).replace(/<[^>]+>/g, " ").replace(/^[\s-]*[\w-]+:/gm, " ").toLowerCase()}`]; // The names of fields are no words of a record.
  });
  const words = [...new Set(sources[1000][1].match(/\b[a-z]{7,}\b/g))].slice(0, 40).filter((_, at) => at % 10 === 3);
  assert.ok(words.length > 0);
  for (const word of words) {
    await page.goto(`${url(`${version}/search.html`, large)}?q=${word}`);
    await page.waitForFunction(() => document.querySelector("main output").textContent);
    if (await page.locator("#asked > button").isVisible()) await page.locator("#asked > button").click();
    const base = url("index.html", large).replace("index.html", "");
    const found = new Set(await page.locator(".results > li > a").evaluateAll((all, base) => all.map((link) => link.href.replace(base, "")), base));
    const begins = new RegExp(`[^a-z0-9]${word}`);
    const held = sources.filter(([, source]) => begins.test(source)).map(([file]) => file);
    t.diagnostic(`${word}: ${held.length} records`);
    none(held.filter((file) => !found.has(file)).map((file) => `${file} holds ${word} and is not found`));
  }
  await page.close();
});

test("the longest lists sort and filter at every key", { skip: !large, timeout: 300_000 }, async (t) => {
  const { page, faults } = await watched(browser);
  for (const list of ["verification/index.html", "soup/index.html"]) {
    await page.goto(url(`${version}/${list}`, large));
    const measured = await page.evaluate(async () => {
      const input = document.querySelector("main input[type=search]"), output = document.querySelector("main output"), rows = [...document.querySelector("main tbody").rows];
      const own = rows.map((row) => row.textContent.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase());
      input.focus();
      const times = [], wrong = [];
      for (const text of ["0", "00", "001", "0012", "001", "", "class", "zzz", ""]) {
        const begun = performance.now();
        input.value = text;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        document.body.offsetHeight;
        times.push(performance.now() - begun);
        const kept = own.filter((row) => row.includes(text)).length, told = output.textContent;
        if (!told.startsWith(`${kept} `) && !told.includes(` ${kept} `)) wrong.push(`${text}: ${kept} match, told ${told}`);
        const seen = rows.filter((row) => !row.hidden);
        if (seen.some((row) => !row.textContent.toLowerCase().includes(text)) || seen.length > kept) wrong.push(`${text}: other rows are shown`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const begun = performance.now();
      document.querySelectorAll("thead button")[1].click();
      document.body.offsetHeight;
      return { count: rows.length, times, wrong, sort: performance.now() - begun };
    });
    t.diagnostic(`${list}: ${measured.count} rows, a key ${Math.round(Math.max(...measured.times))} ms at most, sorting ${Math.round(measured.sort)} ms`);
    none(measured.wrong, list);
    // All of them are a button, a print, or a search in the page away.
    assert.match(await page.getByRole("main").getByRole("status").innerText(), /of/);
    await page.keyboard.press("Control+f");
    assert.equal(await page.locator("main tbody tr:visible").count(), measured.count);
  }
  none(faults);
  await page.close();
});
