// Days as text. That they are Norway's, and written as Python writes them, is in test_agreement.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { daysBetween, isDay } from "../../checker/web/shared/dates.mjs";

test("only a day that exists is a day", () => {
  for (const day of ["2024-02-29", "2025-12-31", "0001-01-01"]) {
    assert(isDay(day), day);
  }
  for (const text of [
    ...["", "2025-02-29", "2025-13-01", "2025-00-10", "2025-1-2", "2025-01", "i dag"],
    ...["2025-01-02T00:00:00Z", " 2025-01-02", "2025-01-02 ", "<b>2025-01-02</b>", "+002025-01-02"],
  ]) {
    assert(!isDay(text), text);
  }
});

test("nights are counted, also where the clock is moved", () => {
  /** @type {[from: string, to: string, nights: number][]} */
  const known = [
    ["2025-03-29", "2025-03-31", 2],
    ["2025-10-25", "2025-10-27", 2],
    ["2024-02-28", "2024-03-01", 2],
    ["2025-12-31", "2026-01-01", 1],
    ["2025-03-31", "2025-03-31", 0],
    ["2025-04-01", "2025-03-31", -1],
  ];
  for (const [from, to, nights] of known) {
    assert.equal(daysBetween(from, to), nights, `${from} ${to}`);
  }
});
