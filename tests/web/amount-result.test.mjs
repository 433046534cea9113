// An amount in a few words: never a figure without what it is, and for which years.

import assert from "node:assert/strict";
import { test } from "node:test";

import { amountInShort, amountNote } from "../../checker/web/checker/amount-result.mjs";
import { Words } from "../../checker/web/shared/words.mjs";

/** @import { AmountResult, SchemeResult, YearResult } from "../../checker/web/runtime/contract.mjs" */

const WORDS = new Words(
  {
    kroner: "{n} kr",
    "period.one": "{first}",
    "period.several": "{first}–{last}",
    "amount.ceiling": "Inntil {amount} i {period}",
    "amount.so_far": "Så langt inntil {amount} i {period}",
    "amount.indicative": "Veiledende {amount}, satser for {edition}",
    "range.ceiling": "Inntil {upper}, alt etter tiltaket",
    "range.indicative": "Veiledende {upper}, alt etter tiltaket",
    "range.open": "Avhenger av tiltaket",
    "amount.unknown": "Kan ikke regnes ut ennå",
    "amount.not_stated": "Ikke oppgitt",
    "amount.discretionary": "Etter skjønn",
    "note.ceiling": "Taket for {year}",
  },
  { authorities: {}, documents: {}, known: {} },
  "nb",
);

/**
 * @param {Partial<AmountResult>} amount
 * @param {Record<number, number | null>} [years] amounts by calendar year
 */
function told(amount, years = {}) {
  const made = Object.entries(years).map(([year, sum]) => ({
    calendar_year: Number(year),
    amount: sum,
    status: sum === null ? "unknown" : "ceiling",
  }));
  const whole = {
    ...{ status: "ceiling", basis_edition: 2023, pre_project_year: null, total: null },
    ...{ range_status: "none" },
    ...{ ...amount, years: /** @type {YearResult[]} */ (/** @type {unknown} */ (made)) },
  };
  const scheme = /** @type {SchemeResult} */ (/** @type {unknown} */ ({ amount: whole }));
  return amountInShort(scheme, 2023, WORDS);
}

test("a total is told with the years it is paid in", () => {
  assert.equal(told({ total: 500_000 }, { 2023: 300_000, 2024: 200_000 }), "Inntil 500\u00a0000 kr i 2023–2024");
  assert.equal(told({ total: 300_000 }, { 2023: 300_000, 2024: 0 }), "Inntil 300\u00a0000 kr i 2023");
  assert.equal(
    told({ total: 400_000, pre_project_year: 2023 }, { 2024: 200_000, 2025: 100_000 }),
    "Inntil 400\u00a0000 kr i 2023–2025",
  );
  // Nothing more is paid: then it is the planned year's.
  assert.equal(told({ total: 0 }, { 2024: 0 }), "Inntil 0 kr i 2023");
});

test("a sum with years still open is only so far", () => {
  assert.equal(told({ total: 300_000 }, { 2023: 300_000, 2024: null }), "Så langt inntil 300\u00a0000 kr i 2023");
  assert.equal(
    told({ total: 300_000, status: "indicative", basis_edition: 2021 }, { 2023: 300_000, 2024: null }),
    "Veiledende 300\u00a0000 kr, satser for 2021",
  );
});

test("while no measure is chosen the most that one of them can give is told", () => {
  const status = "unknown";
  const bounds = { lower: 300_000, upper: 500_000 };
  assert.equal(
    told({ status, bounds, range_status: "ceiling" }),
    "Inntil 500\u00a0000 kr, alt etter tiltaket",
  );
  assert.equal(
    told({ status, bounds, range_status: "indicative" }),
    "Veiledende 500\u00a0000 kr, alt etter tiltaket",
  );
  const open = { lower: 300_000, upper: null };
  assert.equal(told({ status, bounds: open, range_status: "ceiling" }), "Avhenger av tiltaket");
});

test("without a total it is said why there is none", () => {
  assert.equal(told({ status: "ceiling" }), "Kan ikke regnes ut ennå");
  assert.equal(told({ status: "indicative" }), "Kan ikke regnes ut ennå");
  assert.equal(told({ status: "not_stated" }), "Ikke oppgitt");
  assert.equal(told({ status: "discretionary" }), "Etter skjønn");
});

test("what must be said beside an amount is said where there are words for it", () => {
  /** @param {string} status */
  const note = (status) => amountNote(/** @type {any} */ ({ amount: { status } }), 2025, WORDS);
  assert.equal(note("ceiling"), "Taket for 2025");
  assert.equal(note("unknown"), null);
});
