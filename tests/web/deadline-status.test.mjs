// How far a deadline is. What is told of a scheme is in test_agreement.py, day by day.

import assert from "node:assert/strict";
import { test } from "node:test";

import { countdown, hasPassed, toldOn } from "../../checker/web/site/deadline-status.mjs";

/** @import { Period, SchemeData } from "../../checker/web/site/deadline-status.mjs" */

test("how long it is so is known as far as the date is", () => {
  /** @type {[date: string, today: string, state: string, days: number][]} */
  const known = [
    ["2027-03-01", "2027-02-14", "ahead", 15],
    ["2027-03-01", "2027-02-15", "closing", 14],
    ["2027-03-01", "2027-02-28", "tomorrow", 1],
    ["2027-03-01", "2027-03-01", "last_day", 0],
    ["2027-03-01", "2027-03-02", "passed", 0],
    // It closes some day in April.
    ["2027-04", "2027-03-31", "later_month", 0],
    ["2027-04", "2027-04-01", "this_month", 0],
    ["2027-04", "2027-04-30", "this_month", 0],
    ["2027-04", "2027-05-01", "passed", 0],
  ];
  for (const [date, today, state, days] of known) {
    assert.deepEqual(countdown(date, today), { state, days }, `${date} on ${today}`);
    assert.equal(hasPassed(date, today), state === "passed");
  }
});

test("a year nothing is known of is told while it is planned, last year while a call is on", () => {
  /** @type {Period[]} */
  const unknown = [["", "unknown_year", null]];
  /** @type {Period[]} */
  const called = [
    ["", "not_announced", null],
    ["2025-11-01", "open", "2026-01-20"],
    ["2026-01-21", "closed", "2026-01-20"],
  ];
  /** @type {SchemeData} */
  const scheme = {
    years: [
      [0, [[[], unknown]], 1],
      [2025, [[[], called]], 1],
      [2026, [[[], unknown]], 0],
    ],
    last_month: 4,
    review_by: "2027-02-01",
  };
  /** @type {[today: string, told: [year: number, standing: string][]][]} */
  const known = [
    ["2025-04-30", [[2025, "not_announced"]]],
    ["2025-10-31", [[2025, "not_announced"], [2026, "unknown_year"]]],
    ["2025-11-01", [[2025, "open"], [2026, "unknown_year"]]],
    ["2026-01-20", [[2025, "open"], [2026, "unknown_year"]]],
    ["2026-01-21", [[2026, "unknown_year"]]],
    ["2026-05-01", [[2027, "unknown_year"]]],
  ];
  for (const [today, told] of known) {
    const found = toldOn(scheme, today).map(({ year, standing }) => [year, standing]);
    assert.deepEqual(found, told, today);
  }
});
