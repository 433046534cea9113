// The order of results, their colour, and what is said of them in few words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { inOneSentence, inOrder, standingInShort, tone } from "../../checker/web/checker/verdict.mjs";
import { Words } from "../../checker/web/shared/words.mjs";

/** @import { Eligibility, SchemeResult, Standing } from "../../checker/web/runtime/contract.mjs" */

const WORDS = new Words(
  {
    "announce.none": "Ingen ordninger.",
    "announce.open": { one: "{n} åpen.", other: "{n} åpne." },
    "announce.closed": "Ingen åpne.",
    "announce.rules": "Vilkår: {verdicts}.",
    "announce.eligible": "{n} oppfylt",
    "announce.assessment": "{n} vurderes",
    "announce.unknown": "{n} åpne spørsmål",
    "announce.not_eligible": "{n} ikke oppfylt",
    "standing.unknown_year": "Vet ikke om {year}",
    "standing.no_rules": "Ingen regler for {year}",
    "standing.not_announced": "Ingen frist",
    "standing.which_authority": "Hvilken kommune?",
    "standing.open": "Åpen",
  },
  { authorities: {}, documents: {}, known: { tryggest: 2026 } },
  "nb",
);

/**
 * @param {string} scheme
 * @param {Eligibility} eligibility
 * @param {Standing} standing
 * @param {string[]} [missing]
 */
function result(scheme, eligibility, standing, missing = []) {
  return /** @type {SchemeResult} */ (
    /** @type {unknown} */ ({ scheme, eligibility, standing, missing })
  );
}

/** @type {Eligibility[]} */
const ELIGIBILITIES = ["eligible", "assessment", "unknown", "not_eligible"];
/** @type {Standing[]} */
const STANDINGS = ["open", "announced", "opens_later", "not_announced", "unknown_year", "closed"];

test("what is met comes first, then what is open, else the catalogue's order", () => {
  const expected = ELIGIBILITIES.flatMap((eligibility) =>
    STANDINGS.map((standing) => result(`${eligibility} ${standing}`, eligibility, standing)),
  );
  assert.deepEqual(inOrder(expected.toReversed()), expected);
  const alike = ["b", "a", "c"].map((id) => result(id, "unknown", "open"));
  assert.deepEqual(inOrder(alike), alike);
});

test("green is for what is open and met alone, and red for what is not met", () => {
  for (const eligibility of ELIGIBILITIES) {
    for (const standing of STANDINGS) {
      const found = tone(result("a", eligibility, standing));
      assert.equal(found === "good", eligibility === "eligible" && standing === "open");
      assert.equal(found === "bad", eligibility === "not_eligible");
    }
  }
  /** @type {[Eligibility, Standing, string][]} */
  const known = [
    ["assessment", "open", "warn"],
    ["unknown", "open", "info"],
    ["eligible", "announced", "info"],
    ["assessment", "opens_later", "warn"],
    ["eligible", "closed", "neutral"],
    ["eligible", "ended", "neutral"],
    ["eligible", "unknown_year", "warn"],
    ["eligible", "not_announced", "warn"],
  ];
  for (const [eligibility, standing, expected] of known) {
    assert.equal(tone(result("a", eligibility, standing)), expected, `${eligibility} ${standing}`);
  }
});

test("one sentence counts what is open and not barred, and the verdicts", () => {
  /** @param {SchemeResult[]} schemes */
  const told = (...schemes) => inOneSentence(/** @type {any} */ ({ schemes, outside: [] }), WORDS);
  assert.equal(told(), "Ingen ordninger.");
  assert.equal(inOneSentence(/** @type {any} */ ({ schemes: [], outside: [{}] }), WORDS), "Ingen åpne.");
  assert.equal(told(result("a", "eligible", "open")), "1 åpen. Vilkår: 1 oppfylt.");
  assert.equal(
    told(
      result("a", "not_eligible", "open"),
      result("b", "unknown", "open"),
      result("c", "eligible", "closed"),
      result("d", "assessment", "open"),
    ),
    "2 åpne. Vilkår: 1 oppfylt, 1 vurderes, 1 åpne spørsmål, 1 ikke oppfylt.",
  );
  assert.equal(told(result("a", "not_eligible", "open")), "Ingen åpne. Vilkår: 1 ikke oppfylt.");
});

test("a year nobody knows of is told from one without rules, and no date from not knowing whose", () => {
  /**
   * @param {string} scheme
   * @param {Standing} standing
   * @param {string[]} [missing]
   */
  const told = (scheme, standing, missing) =>
    standingInShort(result(scheme, "unknown", standing, missing), 2026, WORDS);
  assert.equal(told("tryggest", "unknown_year"), "Ingen regler for 2026");
  assert.equal(told("andre", "unknown_year"), "Vet ikke om 2026");
  assert.equal(told("tryggest", "not_announced"), "Ingen frist");
  assert.equal(told("tryggest", "not_announced", ["municipality"]), "Hvilken kommune?");
  assert.equal(told("tryggest", "open", ["municipality"]), "Åpen");
});
