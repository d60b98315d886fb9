// Time: any two versions compared in the browser, the life of a record, and what says that something is no release.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { files, latest, launch, none, pages, previous, printed, unreleased, url, watched } from "./site.mjs";

const choice = "compare/index.html";
const made = pages.filter((page) => /^compare\/(?!index)/.test(page));

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/// Chooses two versions and asks for their comparison.
async function compare(page, from, to) {
  await page.goto(url(choice));
  await page.getByLabel("From").selectOption(from);
  await page.getByLabel("To").selectOption(to);
  await page.getByRole("button", { name: "Compare" }).click();
}

const ids = (scope) => scope.locator("a.id").evaluateAll((links) => links.map((link) => link.textContent).sort());

test("without a script every comparison that is made beforehand is in a list", async () => {
  const { page, faults } = await watched(browser, { javaScriptEnabled: false });
  await page.goto(url(choice));
  const listed = await page.locator("main table a").evaluateAll((links) => links.map((link) => link.href));
  assert.deepEqual(listed.sort(), made.map((page) => url(page)).sort());
  assert.equal(await page.locator("form[data-compare]").isVisible(), false);
  none(faults);
  await page.close();
});

test("two versions that are no neighbours are compared in the browser, and the address carries them", async () => {
  const { page, faults } = await watched(browser);
  await compare(page, previous, unreleased);
  await page.waitForURL(`${url(choice)}?from=${previous}&to=${unreleased}`);
  await page.locator("#compared h2#soup").waitFor();
  assert.equal(await page.title(), `${previous} → work tree`);
  const row = page.locator("#compared table tr", { hasText: "SOUP-005" });
  assert.match(await row.innerText(), /4\.11\.0\.86\s+4\.12\.0\.88/);
  const said = await page.locator("main").innerText();
  for (const part of ["NOT RELEASED", `tureen diff ${previous}`, "approved on", "verification" ]) {
    assert.ok(said.toLowerCase().includes(part.toLowerCase()), `${part} is not said`);
  }
  const headings = await page.locator("#compared h2").evaluateAll((found) => found.map((one) => one.id));
  assert.equal(headings[0], "soup");
  // Whatever is linked is there.
  const links = await page.locator("#compared a.id").evaluateAll((found) => found.map((link) => link.href));
  assert.ok(links.length > 20);
  for (const link of links) assert.ok(pages.some((page) => url(page) === link), `${link} leads nowhere`);
  // The address alone gives the same.
  const before = await page.locator("#compared").innerText();
  await page.goto("about:blank");
  await page.goto(`${url(choice)}?from=${previous}&to=${unreleased}`);
  await page.locator("#compared h2#soup").waitFor();
  assert.equal(await page.locator("#compared").innerText(), before);
  none(faults);
  await page.close();
});

test("a comparison made in the browser has no WCAG violation, fits a phone, and goes to paper", async () => {
  const { page } = await watched(browser);
  const faults = [];
  await page.goto(`${url(choice)}?from=${previous}&to=${unreleased}`);
  await page.locator("#compared h2#soup").waitFor();
  // Put in from outside: the page's content policy stays as it is and would not load it.
  await page.evaluate(axe.source);
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  for (const [media, width] of [["screen", 1400], ["screen", 400], ["print", 800]]) {
    await page.emulateMedia({ media });
    await page.setViewportSize({ width, height: 900 });
    const rules = { "target-size": { enabled: media === "screen" } };
    const options = { runOnly, rules, resultTypes: ["violations"] };
    const { violations } = await page.evaluate((options) => axe.run(document, options), options);
    faults.push(...violations.map(({ id, nodes }) => `${media} ${width}: ${id}, ${nodes[0].target}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (media === "screen" && wide > 0) faults.push(`${width}: ${wide} pixels too wide`);
  }
  none(faults);
  const text = await printed(page);
  if (text !== undefined) {
    for (const said of [`${previous} → work tree`, "NOT RELEASED", "SOUP-005", "4.12.0.88"]) {
      assert.ok(text.includes(said), `${said} is not on paper`);
    }
    assert.ok(!text.includes("Made beforehand"), "the list of other comparisons is on paper");
  }
  await page.close();
});

test("neighbours lead to their page, whichever is chosen first, and a version has no difference to itself", async () => {
  const { page, faults } = await watched(browser);
  for (const [from, to] of [[previous, latest], [latest, previous]]) {
    await compare(page, from, to);
    await page.waitForURL(url(`compare/${previous}..${latest}.html`));
  }
  await compare(page, unreleased, previous);
  await page.waitForURL(`${url(choice)}?from=${previous}&to=${unreleased}`);
  await compare(page, latest, latest);
  await page.getByText("Choose two different versions.").waitFor();
  await page.goto(`${url(choice)}?from=v0.0.0&to=${latest}`);
  await page.getByText("is not in this site").waitFor();
  none(faults);
  await page.close();
});

test("a step says of two neighbours what their own page says", async () => {
  const { page, faults } = await watched(browser);
  await page.goto(url(`compare/${previous}..${latest}.html`));
  const modified = await ids(page.locator(".change > h4"));
  const added = await ids(page.locator("section:has(> h2#added)"));
  await page.goto(url(choice));
  const said = await page.evaluate(
    (folder) =>
      new Promise((done, failed) => {
        window.TUREEN_STEP = (step) => done(window.Tureen.compose([step]));
        const script = document.createElement("script");
        script.src = `data/${folder}.js`;
        script.onerror = failed;
        document.head.append(script);
      }),
    latest,
  );
  const of = (change) => said.filter((known) => known.change === change).map((known) => known.after.id).sort();
  assert.deepEqual(of("modified"), modified);
  assert.deepEqual(of("added"), added);
  none(faults);
  await page.close();
});

test("every version ships its step", () => {
  for (const version of [previous, latest, unreleased]) assert.ok(files.includes(`compare/data/${version}.js`), version);
});

test("a record's history is a picture with a mark for each version and the same in words", async () => {
  const { page, faults } = await watched(browser, { javaScriptEnabled: false });
  await page.goto(url("history/SOUP-005.html"));
  const picture = page.getByRole("img", { name: /SOUP-005/ });
  const names = await picture.locator("text").evaluateAll((found) => found.map((one) => one.textContent));
  assert.deepEqual(names, [previous, latest, "work tree"]);
  const newest = page.locator(".timeline > li").filter({ hasText: latest }).first();
  assert.match(await newest.innerText(), /version 4\.11\.0\.86 → 4\.12\.0\.88/);
  assert.match(await newest.innerText(), new RegExp(`first in ${latest.replaceAll(".", "\\.")}`));
  none(faults);
  await page.close();
});

test("a record says in which releases it changed, and pages at the root that one of the versions is no release", async () => {
  const { page } = await watched(browser);
  await page.goto(url(`${latest}/soup/SOUP-005.html`));
  assert.match(await page.locator(".facts").innerText(), new RegExp(`changed in ${latest}; first in ${previous}`));
  for (const address of ["index.html", "soup.html", choice, "history/SOUP-005.html", `compare/${latest}..${unreleased}.html`]) {
    await page.goto(url(address));
    assert.equal(await page.locator(".not-released").isVisible(), true, address);
  }
  await page.goto(url(`compare/${previous}..${latest}.html`));
  assert.equal(await page.locator(".not-released").count(), 0);
  await page.close();
});
