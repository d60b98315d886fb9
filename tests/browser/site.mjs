// The built site under test: its pages, its versions, and a browser to open them with.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

export const site = resolve(process.env.TUREEN_SITE ?? fail("TUREEN_SITE names no site; tests/run sets it"));
export const files = filesBelow(site);
export const pages = files.filter((file) => file.endsWith(".html"));

// A version is a folder that has a folder of SOUP records. Newest release last.
const versions = [...new Set(pages.map((page) => /^([^/]+)\/soup\//.exec(page)?.[1]).filter(Boolean))];
export const releases = versions.filter((name) => name !== "unreleased").sort(byNumber);
export const [previous, latest] = releases.slice(-2);
export const unreleased = "unreleased";

export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

export const url = (page, folder = site) => pathToFileURL(join(folder, page)).href;

const linksOf = new Map();

/// The links of a page that lead to files of the site, as addresses in the site.
export function links(page) {
  if (!linksOf.has(page)) {
    const targets = tags(readFileSync(join(site, page), "utf8"))
      .filter(({ name, attributes }) => name === "a" && attributes.href)
      .map(({ attributes }) => new URL(attributes.href, url(page)))
      .filter(({ protocol }) => protocol === "file:")
      .map(({ pathname }) => relative(site, decodeURIComponent(pathname)).split(sep).join("/"));
    linksOf.set(page, new Set(targets));
  }
  return linksOf.get(page);
}

/// The start tags of a page with their attributes, script and style texts left out.
export function tags(html) {
  const text = html.replace(/<!--.*?-->|(?<=<(script|style)\b[^>]*>).*?(?=<\/\1>)/gs, "");
  const attribute = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g;
  return [...text.matchAll(/<([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi)].map(([, name, rest]) => ({
    name: name.toLowerCase(),
    attributes: Object.fromEntries(
      [...rest.matchAll(attribute)].map(([, key, a, b, c]) => [key.toLowerCase(), unescape(a ?? b ?? c ?? "")]),
    ),
  }));
}

function unescape(text) {
  const named = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (_, hex, decimal, name) =>
    name ? named[name.toLowerCase()] : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
  );
}

/// One page of each kind, the one with the most links where there are several: it has the most to go wrong.
export function sample() {
  const richest = (pattern) =>
    pages.filter((page) => pattern.test(page)).sort((a, b) => links(b).size - links(a).size || byNumber(a, b))[0];
  const record = (folder) => richest(new RegExp(`^${quote(latest)}/${folder}/(?!index)[^/]+\\.html$`));
  const page = (name) => richest(new RegExp(`^${quote(`${latest}/${name}.html`)}$`));
  const found = {
    "list of versions": richest(/^index\.html$/),
    "SOUP by release": richest(/^soup\.html$/),
    "history of a record": richest(/^history\/[^/]+\.html$/),
    "comparison": richest(/^compare\/(?!index)[^/]+\.html$/),
    "choice of a comparison": richest(/^compare\/index\.html$/),
    "home of a release": page("index"),
    "home of the work tree": richest(/^unreleased\/index\.html$/),
    "SOUP list": page("soup/index"),
    "unreleased SOUP record": richest(/^unreleased\/soup\/(?!index)[^/]+\.html$/),
  };
  for (const folder of ["items", "soup", "tools", "requirements", "risks", "controls", "verification", "reviews"]
    .concat(["changes", "problems", "documents", "releases", "waivers", "matrix", "clauses", "forms"])) {
    found[`${folder}/`] = record(folder);
  }
  for (const name of ["changes", "findings", "guide", "anomalies", "due", "approvals", "provenance", "search", "print"]) {
    found[name] = page(name);
  }
  // And whatever else there is one of: lists, and pages that came later than this list.
  const known = new Set(Object.values(found));
  for (const other of pages.filter((page) => /^([^/]+|compare\/index)\.html$/.test(page) || new RegExp(`^${quote(latest)}/([^/]+|[^/]+/index)\\.html$`).test(page))) {
    if (!known.has(other)) found[other] = other;
  }
  return found;
}

/// What judges whether a page is valid HTML.
export const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:document", "html-validate:a11y"],
  rules: {
    // Integrity hashes are for files from other hosts, and browsers refuse them on file://.
    "require-sri": "off",
    // A scrolling table is a <div> with a role and a name; a <section> would add nothing.
    "prefer-native-element": "off",
    // Enter sends a search of one field.
    "wcag/h32": "off",
    // The list of a page's headings comes before its <h1>.
    "heading-level": ["error", { minInitialRank: "h2" }],
  },
});

/// A browser without sandbox where Chromium refuses one, and without its own chatter on the network.
export function launch() {
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--disable-gpu", "--disable-quic", ...(root ? ["--no-sandbox"] : [])],
  });
}

/// A page that keeps a list of everything it did that a page of the site must not do.
export async function watched(browser, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, ...options });
  page.setDefaultTimeout(20_000);
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => faults.push(`not loaded: ${request.url()}`));
  page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || faults.push(`asked for ${request.url()}`));
  page.on("dialog", (dialog) => (faults.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  return { page, faults };
}

/// The text of a printed page, or nothing where the machine has no pdftotext.
export async function printed(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true });
  try {
    return execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

export function byNumber(a, b) {
  return a.localeCompare(b, "en", { numeric: true });
}

/// Fails when there are faults, showing the first of a long list and how many more there are.
export function none(faults, about = "", shown = 30) {
  const rest = faults.length - shown;
  const lines = [...faults.slice(0, shown), ...(rest > 0 ? [`and ${rest} more`] : [])];
  if (faults.length > 0) fail([`${faults.length} faults ${about && `in ${about}`}`, ...lines].join("\n  "));
}

function quote(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function fail(message) {
  throw new Error(message);
}
