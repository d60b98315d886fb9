// A page must do without a script, without a style and without a mouse, and must let nothing in that is not its own.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { latest, launch, none, sample, url, watched } from "./site.mjs";

const pages = Object.values(sample()).filter(Boolean);
let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

test("without a script every page shows all that it holds, and no control that does nothing", async () => {
  const { page } = await watched(browser, { javaScriptEnabled: false });
  const scripted = await watched(browser);
  const found = [];
  for (const address of pages) {
    await page.goto(url(address));
    await scripted.page.goto(url(address));
    const dead = await page.locator("button:visible, input:visible, select:visible, textarea:visible").count();
    if (dead) found.push(`${address}: ${dead} controls that do nothing`);
    // Of what stands in the file nothing is kept for those who run scripts, but for controls and what only a script can know.
    const hidden = await page.locator("main [hidden]:not(form, .kicker, [data-across], [data-across] *)").evaluateAll((all) => all.filter((node) => node.textContent.trim()).length);
    if (hidden) found.push(`${address}: ${hidden} parts that only a script shows`);
    if (!(await page.locator("main").innerText()).trim()) found.push(`${address}: nothing to read`);
    const links = (of) => of.locator("main a[href]:not([data-across], [data-across] *)").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    const without = new Set(await links(page));
    const gained = (await links(scripted.page)).filter((href) => !without.has(href) && !/^(file:|$)/.test(href));
    if (gained.length && !address.endsWith("search.html")) found.push(`${address}: only a script links to ${gained.slice(0, 3)}`);
  }
  none([...found, ...scripted.faults]);
  await page.close();
  await scripted.page.close();
});

test("without a style a page reads in order: a way past the sections, one main heading, tables with heads", async () => {
  const { page, faults } = await watched(browser);
  const found = [];
  for (const address of pages) {
    await page.goto(url(address));
    const wrong = await page.evaluate(() => {
      [...document.styleSheets].forEach((sheet) => (sheet.disabled = true));
      const all = [...document.body.querySelectorAll("*")], at = (selector) => all.findIndex((node) => node.matches(selector));
      const wrong = [];
      const first = document.querySelector("a[href], button, input");
      if (first?.getAttribute("href") !== "#main") wrong.push("the first link does not lead to the content");
      if (document.querySelectorAll("h1").length !== 1) wrong.push("not one main heading");
      if (!(at("main") < at("h1") && at("h1") < at("main section, main table, main .prose") || at("main section, main table, main .prose") < 0)) wrong.push("something comes before the main heading");
      const levels = [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")].filter((head) => !head.closest(".prose")).map((head) => +head.tagName[1]);
      levels.forEach((level, at) => { if (at && level > levels[at - 1] + 1) wrong.push(`a heading of level ${level} below one of level ${levels[at - 1]}`); });
      for (const table of document.querySelectorAll("main table")) {
        if (table.closest(".prose")) continue;
        if (!table.querySelector("thead th[scope=col]")) wrong.push(`a table without heads: ${table.id || table.textContent.slice(0, 40)}`);
      }
      for (const list of document.querySelectorAll("dl")) if (!list.querySelector("dt")) wrong.push("a list of fields without names");
      return wrong;
    });
    found.push(...wrong.map((fault) => `${address}: ${fault}`));
  }
  none([...found, ...faults]);
  await page.close();
});

test("by keyboard every control of a page is reached and seen, and none holds the reader", async () => {
  const { page, faults } = await watched(browser);
  const found = [];
  const chosen = ["home of a release", "SOUP list", "soup/", "matrix/", "findings", "search", "comparison", "list of versions"];
  for (const address of chosen.map((kind) => sample()[kind]).filter(Boolean)) {
    await page.goto(url(address));
    await page.locator(".skip").focus();
    const stops = await page.locator("a[href], button, input, summary, [tabindex='0']").evaluateAll((all) => all.filter((node) => node.checkVisibility()).length);
    let reached = 0, unseen = [];
    for (; reached < stops + 5; reached++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const node = document.activeElement, style = getComputedStyle(node), box = node.getBoundingClientRect();
        if (node === document.body) return null;
        return { name: node.outerHTML.slice(0, 80), seen: style.outlineStyle !== "none" && box.width > 0 && box.bottom > 0 && box.top < innerHeight };
      });
      if (!at) break;
      if (!at.seen) unseen.push(at.name);
    }
    if (reached < stops - 2) found.push(`${address}: Tab reaches ${reached} of ${stops}`);
    found.push(...unseen.map((name) => `${address}: no focus is seen at ${name}`));
  }
  none([...found, ...faults]);
  await page.close();
});

test("the skip link, the version switcher, a heading that sorts and a chip work by keyboard", async () => {
  const { page, faults } = await watched(browser);
  await page.goto(url(`${latest}/requirements/index.html`));
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "main");
  const switcher = page.getByLabel(/^version/i);
  await switcher.focus();
  await page.keyboard.press("Enter");
  const link = page.locator(".switch a").first();
  await link.waitFor();
  await page.keyboard.press("Tab");
  assert.ok(await link.evaluate((node) => node === document.activeElement));
  await page.keyboard.press("Escape");
  assert.equal(await link.isVisible(), false);
  assert.ok(await switcher.evaluate((node) => node === document.activeElement), "the focus is lost");
  const heading = page.getByRole("columnheader", { name: "Title" });
  await heading.getByRole("button").focus();
  await page.keyboard.press("Enter");
  assert.equal(await heading.getAttribute("aria-sort"), "ascending");
  assert.ok(await heading.getByRole("button").evaluate((node) => node === document.activeElement), "sorting loses the focus");
  const chip = page.getByRole("checkbox").first();
  await chip.focus();
  await page.keyboard.press("Space");
  assert.match(await page.getByRole("main").getByRole("status").innerText(), / of /);
  none(faults);
  await page.close();
});

test("the content policy keeps out whatever is put into a page from outside", async () => {
  for (const address of [`${latest}/index.html`, `${latest}/search.html`, "index.html", sample()["soup/"]]) {
    const { page } = await watched(browser);
    const refused = [];
    page.on("requestfailed", (request) => refused.push([request.url(), request.failure().errorText]));
    await page.goto(url(address));
    await page.evaluate(async () => {
      const add = (tag, attributes, text) => {
        const node = document.createElement(tag);
        Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
        node.textContent = text ?? "";
        document.body.append(node);
        return node;
      };
      add("script", {}, "window.__ran = 'inline'");
      add("button", { onclick: "window.__ran = 'handler'" }).click();
      add("script", { src: "data:text/javascript,window.__ran='data'" });
      add("script", { src: "https://example.org/x.js" });
      add("img", { src: "https://example.org/x.png" });
      add("link", { rel: "stylesheet", href: "https://example.org/x.css" });
      add("iframe", { srcdoc: "<script>parent.__ran = 'frame'</script>" });
      add("div", { style: "position: fixed" }, "styled").id = "styled";
      try { await fetch("https://example.org/"); window.__ran = "fetch"; } catch { /* Refused. */ }
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    assert.equal(await page.evaluate(() => window.__ran), undefined, address);
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.getElementById("styled")).position), "fixed", address);
    // Not for want of a network: the policy refused before anything was sent.
    assert.ok(refused.length >= 3, `${address} refused ${refused}`);
    none(refused.filter(([, why]) => !/csp/i.test(why)).map(([to, why]) => `${to}: ${why}`), address);
    await page.close();
  }
});
