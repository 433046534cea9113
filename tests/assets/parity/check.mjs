// Checks situations in Pyodide. Reads one JSON line a situation, `[text, language]`, from standard
// input and writes one line each: the SHA-256 of the result, or the result itself with `--text`.
//
//     node check.mjs <the built site's checker folder> [--text]

import { createHash } from "node:crypto";
import { createInterface } from "node:readline";

import { loadRules } from "./rules.mjs";

const [folder, how] = process.argv.slice(2);
const { checker } = await loadRules(folder);

let out = [];
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const [text, language] = JSON.parse(line);
  const result = checker.check(text, language);
  out.push(how === "--text" ? JSON.stringify(result) : sha256(result));
  if (out.length === 500) {
    flush();
  }
}
flush();

function sha256(text) {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function flush() {
  if (out.length > 0) {
    process.stdout.write(`${out.join("\n")}\n`);
    out = [];
  }
}
