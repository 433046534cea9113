// The amount in our own rules in Pyodide, with the files the site serves.
// Speaks the contestants' protocol (see peers/process.py).
//
//     node pyodide.mjs <the built site's checker folder>

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { loadRules } from "../assets/parity/rules.mjs";
import { contest } from "./peers/contest.mjs";

const folder = process.argv[2];
const { python } = await loadRules(folder);
python.FS.writeFile(
  "/home/pyodide/our_amount.py",
  readFileSync(new URL("our_amount.py", import.meta.url), "utf8"),
);
const { OurAmount } = python.pyimport("our_amount");
const amount = OurAmount(readFileSync(join(folder, "catalogue.json"), "utf8"));

await contest(({ cases: [[positions, received]] }) => ({
  total: (positions, received) => amount.total(positions, received),
  // The loop runs in Python: what is timed is the amount, not the crossing from JavaScript.
  time: (calls) => amount.time(calls, positions, received),
}));
