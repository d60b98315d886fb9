// What can be judged without a browser, and so for every page: links, HTML, and what a page would load.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { files, none, pages, releases, sample, site, tags, unreleased, url, validator } from "./site.mjs";

const known = new Set(files);
const parsed = new Map(pages.map((page) => [page, tags(readFileSync(join(site, page), "utf8"))]));
const anchors = new Map([...parsed].map(([page, found]) => [page, new Set(found.map((tag) => tag.attributes.id))]));

/// Every address a page names: `kind` tells what a reader follows from what the browser loads by itself.
function* addresses(page) {
  for (const { name, attributes } of parsed.get(page)) {
    for (const key of ["href", "src", "data", "poster", "action", "formaction"]) {
      if (!attributes[key]) continue;
      yield { kind: name === "a" ? "link" : "load", text: attributes[key], to: new URL(attributes[key], url(page)) };
    }
  }
}

// Pages of the plan that nothing makes yet. Who builds one takes it off this list; then all tests look at it.
const unbuilt = [];

test("the site has a page of every kind", () => {
  const missing = Object.entries(sample()).filter(([, page]) => !page).map(([kind]) => kind);
  assert.ok(releases.length >= 2, `needs two releases to compare, has ${releases}`);
  assert.deepEqual(missing, unbuilt);
});

test("every link and fragment resolves", () => {
  const faults = [];
  for (const page of pages) {
    for (const { text, to } of addresses(page)) {
      if (to.protocol !== "file:") continue;
      const target = relative(site, fileURLToPath(new URL(to.pathname, "file://")));
      const fragment = decodeURIComponent(to.hash.slice(1));
      if (!known.has(target)) faults.push(`${page}: ${text} is no file of the site`);
      else if (fragment && !anchors.get(target)?.has(fragment)) faults.push(`${page}: ${text} is no place in its page`);
    }
  }
  none(faults);
});

test("a version's pages link to nothing outside their folder but the list of versions", () => {
  const faults = [];
  for (const page of pages) {
    const version = page.split("/")[0];
    if (![...releases, unreleased].includes(version)) continue;
    for (const { text, to } of addresses(page)) {
      if (to.protocol !== "file:") continue;
      const target = relative(site, fileURLToPath(new URL(to.pathname, "file://")));
      if (!target.startsWith(`${version}/`) && !["index.html", "versions.js"].includes(target)) faults.push(`${page}: ${text}`);
    }
  }
  none(faults);
});

test("nothing is loaded from elsewhere and no link runs a script", () => {
  const faults = [];
  for (const page of pages) {
    for (const { kind, text, to } of addresses(page)) {
      const allowed = kind === "link" ? ["file:", "http:", "https:", "mailto:"] : ["file:", "data:"];
      if (!allowed.includes(to.protocol)) faults.push(`${page}: ${text}`);
    }
  }
  for (const style of files.filter((file) => file.endsWith(".css"))) {
    const text = readFileSync(join(site, style), "utf8");
    for (const [found] of text.matchAll(/@import.*|url\((?!["']?(?:data:|[\w.]))[^)]*\)|(?:https?:)?\/\/[\w.-]+\.\w+/g)) {
      if (!found.startsWith("http://www.w3.org")) faults.push(`${style}: ${found}`);
    }
  }
  none(faults);
});

test("every page is valid HTML", async () => {
  const faults = [];
  for (const page of pages) {
    const report = await validator.validateFile(join(site, page));
    for (const message of report.results.flatMap((result) => result.messages)) {
      faults.push(`${page}:${message.line}:${message.column} ${message.ruleId}: ${message.message}`);
    }
  }
  none(faults);
});
