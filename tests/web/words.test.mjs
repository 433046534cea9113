// The page's sentences, and numbers the Norwegian way.

import assert from "node:assert/strict";
import { test } from "node:test";

import { formatMessage } from "../../checker/web/shared/format-message.mjs";
import { Words } from "../../checker/web/shared/words.mjs";

const NAMES = {
  authorities: { nordland: "Statsforvalteren i Nordland" },
  documents: { rundskriv: "Rundskriv 2025" },
  known: { tryggest: 2026 },
};
const WORDS = new Words(
  {
    kroner: "{n} kr",
    "period.one": "{first}",
    "period.several": "{first}–{last}",
    found: { one: "{n} funnet", other: "{n} funne" },
  },
  NAMES,
  "nb",
);

test("a value goes in as it is, wherever its name stands", () => {
  assert.equal(formatMessage("{a} og {b}, {a}", { a: 2023, b: "$& {a}" }), "2023 og $& {a}, 2023");
  assert.equal(formatMessage("Før {day} etter", {}), "Før  etter");
  assert.equal(formatMessage("{ a } {} {a", { a: 1 }), "{ a } {} {a");
});

test("a sentence is found by its key and its number", () => {
  assert.equal(WORDS.say("found", { n: 1 }), "1 funnet");
  assert.equal(WORDS.say("found", { n: 0 }), "0 funne");
  assert.equal(WORDS.say("found", { n: 2 }), "2 funne");
  assert(WORDS.has("found"));
  assert(!WORDS.has("constructor"));
  assert.throws(() => WORDS.say("missing"), /The page has no words for missing/);
});

test("amounts do not break in the middle of a line", () => {
  assert.equal(WORDS.kroner(5_000_000), "5\u00a0000\u00a0000 kr");
  assert.equal(WORDS.number(2.5), "2,5");
  assert.equal(WORDS.number(0), "0");
});

test("years of one amount are one year or a span", () => {
  assert.equal(WORDS.period({ first: 2025, last: 2025 }), "2025");
  assert.equal(WORDS.period({ first: 2023, last: 2026 }), "2023–2026");
});

test("lists read as Norwegian writes them", () => {
  assert.equal(WORDS.list([]), "");
  assert.equal(WORDS.list(["a", "b", "c"]), "a, b og c");
  assert.equal(WORDS.choice(["a", "b", "c"]), "a, b eller c");
});

test("a name that is not known is the id", () => {
  assert.equal(WORDS.authority("nordland"), "Statsforvalteren i Nordland");
  assert.equal(WORDS.authority("agder"), "agder");
  assert.equal(WORDS.document("rundskriv"), "Rundskriv 2025");
  assert.equal(WORDS.document("utlysning"), "utlysning");
});

test("a scheme is known as long as a source tells of it", () => {
  assert(WORDS.isKnown("tryggest", 2026));
  assert(!WORDS.isKnown("tryggest", 2027));
  assert(!WORDS.isKnown("annen", 2020));
});
