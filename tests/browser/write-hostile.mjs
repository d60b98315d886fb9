// Writes records that attack the reader's browser: `node write-hostile.mjs TUREEN FOLDER`. Every field of every kind and every
// text of tureen.toml comes from the program's own schemas, so that a new field is attacked from the day it is there.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [program, folder] = process.argv.slice(2);
const schema = (name) => JSON.parse(execFileSync(program, ["schema", name], { encoding: "utf8" }));
const listed = execFileSync(program, ["schema"], { encoding: "utf8" });
const kinds = [...listed.matchAll(/^(\S+) +the front matter of a record/gm)].map(([, kind]) => kind);

const vectors = [
  `<script>window.__pwned=1</script>`,
  `"><img src=x onerror=window.__pwned=1>`,
  `' onmouseover='window.__pwned=1' x='`,
  `" autofocus onfocus="window.__pwned=1" x="`,
  `javascript:window.__pwned=1//`,
  `</title></textarea></style></script><script>window.__pwned=1</script>`,
  `<svg onload=window.__pwned=1>`,
  `--><script>window.__pwned=1</script>`,
  `{{ 7 * 7 }}{% include "/etc/passwd" %}\${window.__pwned=1}`,
  `</li></td></tr></table></main><iframe srcdoc="<script>parent.__pwned=1</script>"></iframe>`,
  `[x](javascript:window.__pwned=1) ![x](data:image/svg+xml,<svg/onload=window.__pwned=1>)`,
  `\u2028\u2029</script><script>window.__pwned=1</script>`,
  `data:text/html,<script>window.__pwned=1</script>`,
  `=HYPERLINK("javascript:window.__pwned=1")`,
  `\\");window.__pwned=1;//`,
  `&lt;script&gt;window.__pwned=1&lt;/script&gt;&#60;img src=x onerror=window.__pwned=1&#62;`,
  `<base href="https://example.org/"><link rel=stylesheet href=https://example.org/x.css><meta http-equiv=refresh content="0;url=https://example.org/">`,
  `https://example.org/" onclick="window.__pwned=1`,
  `__proto__ constructor toString`,
  `\u202e<a href="javascript:window.__pwned=1">x</a>`,
];
let turn = 0;
/// An attack that says where it stands, so that a test can see that the page shows it.
const attack = (where) => `${vectors[turn++ % vectors.length]} @${where}`;

const ids = new Map(kinds.map((kind) => [kind, schema(kind).properties.id.examples[0].replace(/\d+$/, "")]));
/// The record that a link most likely means, by the name of its field.
const likely = [
  [/control/, "control"], [/implement|require/, "requirement"], [/verif|evidence_record/, "verification"], [/risk|hazard/, "risk"],
  [/change|decision/, "change"], [/problem/, "problem"], [/document|architecture|reference/, "document"], [/tool/, "tool"],
  [/used_in|parent|item|host/, "item"], [/review/, "anomaly-review"], [/record/, "soup"], [/./, "soup"],
];
const linked = (field, number) => `${ids.get(likely.find(([name]) => name.test(field))[1])}${number}`;

/// A value of a schema: valid where it must be to be read, or an attack even where a word, a day or an id is asked for.
function value(schema, where, rude, number) {
  const field = where.split(".").pop();
  if (schema.anyOf) return value(schema.anyOf.find((one) => one.type === "array") ?? schema.anyOf.at(-1), where, rude, number);
  const types = [schema.type].flat();
  if (schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties).map(([name, of]) => [name, value(of, `${where}.${name}`, rude, number)]));
  }
  if (types.includes("array")) {
    // Rude lists are long, so that tables have their controls.
    return Array.from({ length: rude ? 10 : 2 }, () => value(schema.items ?? { type: "string" }, where, rude, number));
  }
  if (types.includes("object")) return { [attack(where)]: attack(where) };
  if (rude) return attack(where);
  if (schema.enum) return schema.enum.find((word) => word !== null);
  if (schema.format === "date" || /\{4\}-/.test(schema.pattern ?? "")) return "2026-01-15";
  if (/A-Za-z0-9\]/.test(schema.pattern ?? "")) return linked(where, number);
  if (schema.pattern) return "7";
  if (types.includes("boolean") && !types.includes("string")) return true;
  return attack(where);
}

const body = readFileSync(fileURLToPath(new URL("hostile/dhf/soup/SOUP-001.md", import.meta.url)), "utf8").split(/^---$/m).slice(2).join("---");
for (const kind of kinds) {
  mkdirSync(join(folder, "dhf", kind), { recursive: true });
  const { properties } = schema(kind);
  for (const [number, rude] of [["101", false], ["102", true]]) {
    const lines = Object.entries(properties).map(([name, of]) => {
      const own = name === "id" ? `${ids.get(kind)}${number}` : value(of, `${kind}.${name}`, rude, number);
      return `${name}: ${JSON.stringify(own)}`;
    });
    const file = rude ? `${ids.get(kind)}102 "onclick=window.__pwned=1 <img src=x onerror=window.__pwned=1>.md` : `${ids.get(kind)}101.md`;
    writeFileSync(join(folder, "dhf", kind, file), `---\n${lines.join("\n")}\n---\n${body}`);
  }
  const broken = `${ids.get(kind)}103`;
  writeFileSync(join(folder, "dhf", kind, `${broken}.md`), `---\nid: ${broken}\ntitle: [${attack(`${kind}.malformed`)}\n---\n${body}`);
}

// What the configuration would not be read with, or that would lead elsewhere, stays as it is.
const kept = { "records.root": "dhf", "releases.tags": "v*", "site.language": "en" };
const toml = [], texts = {};
function table(schema, path) {
  const own = [];
  for (const [name, of] of Object.entries(schema.properties ?? {})) {
    const where = [...path, name].join(".");
    if (of.properties) continue;
    if (where in kept) own.push(`${name} = ${JSON.stringify(kept[where])}`);
    else if (/^records\..*\.folder$/.test(where)) own.push(`folder = ${JSON.stringify(path.at(-1))}`);
    else if (/^records\.|^rules\.|^inventory\.|^review\.|^site\./.test(where) || of.additionalProperties) continue;
    // Every cell must be a level.
    else if (where === "risk.matrix") own.push(`matrix = ${JSON.stringify(Array(3).fill(Array(3).fill(texts["risk.levels"][0])))}`);
    else own.push(`${name} = ${JSON.stringify((texts[where] = of.anyOf ? [0, 1, 2].map(() => attack(where)) : attack(where)))}`);
  }
  if (own.length) toml.push(path.length ? `[${path.join(".")}]` : "", ...own);
  for (const [name, of] of Object.entries(schema.properties ?? {})) if (of.properties) table(of, [...path, name]);
}
table(schema("config"), []);
writeFileSync(join(folder, "tureen.toml"), `${toml.join("\n")}\n`);
