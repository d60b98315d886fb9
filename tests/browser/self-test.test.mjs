// The self-test's page: valid, readable on screen and paper, and loading nothing. People print and sign it.

import assert from "node:assert/strict";
import { resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { HtmlValidate } from "html-validate";
import { launch, none, printed, watched } from "./site.mjs";

const file = resolve(process.env.TUREEN_SELF_TEST ?? "TUREEN_SELF_TEST names no page; tests/run sets it");
let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

test("it is valid HTML", async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:standard", "html-validate:document", "html-validate:a11y"],
  });
  const report = await validator.validateFile(file);
  const messages = report.results.flatMap((result) => result.messages);
  none(messages.map((message) => `${message.line}:${message.column} ${message.ruleId}: ${message.message}`));
});

test("it has no WCAG violation, loads nothing, and goes to paper whole", async () => {
  const { page, faults } = await watched(browser);
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(axe.source);
  for (const [media, width] of [["screen", 1400], ["screen", 400], ["print", 800]]) {
    await page.emulateMedia({ media });
    await page.setViewportSize({ width, height: 900 });
    const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    faults.push(...violations.map(({ id, nodes }) => `${media} ${width}: ${id}, ${nodes[0].target}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (media === "screen" && wide > 0) faults.push(`${width}: ${wide} pixels too wide`);
  }
  none(faults);
  const text = await printed(page);
  if (text !== undefined) {
    for (const said of ["SHA-256", "soup-version-missing", "Signature:", "This report is no validation."]) {
      assert.ok(text.includes(said), `${said} is not on paper`);
    }
  }
  await page.close();
});
