// What pages make of `release.json`.

import assert from "node:assert/strict";
import { test } from "node:test";

import { readReleaseFile, supersedes, withdrawalsOf } from "../../checker/web/site/withdrawals.mjs";

const OWN = { release: "0000-0000-0001", made: "2026-01-10T10:00:00Z" };
const OTHER = { release: "0000-0000-0002", made: "2026-02-20T10:00:00Z" };
const REASON = { on: "2026-02-20", text: { nb: "Feil frist." } };
const BEFORE_OTHER = { ...REASON, before: OTHER.made };

/**
 * @param {readonly unknown[]} withdrawn
 * @param {object} [more] fields in place of the file's own
 */
function file(withdrawn, more) {
  return JSON.stringify({ ...OTHER, withdrawn, ...more });
}

/** @param {string} text */
function read(text) {
  const found = readReleaseFile(text);
  assert(found !== undefined, text);
  return found;
}

test("what is no such file is as if it were not there", () => {
  for (const text of [
    ...["", "null", "[]", "1", '"alt"', "{", "<!doctype html>", "[".repeat(100_000)],
    ...['{"release": "0000-', '{"files": {}, "snapshot": null}', "[1, 2]"],
    file([], { release: "0.1.0+8c1fab20d7e3" }),
    file([], { release: null }),
    file([], { release: "ny" }),
    file([], { made: "i går" }),
    file([], { made: "2026-02-20" }),
    file([], { made: "2026-13-20T10:00:00Z" }),
    file([], { withdrawn: {} }),
    file([]) + " ".repeat(300_000),
  ]) {
    assert.equal(readReleaseFile(text), undefined, text.slice(0, 80));
  }
});

test("a withdrawal that is not understood hides no other", () => {
  const known = { ...BEFORE_OTHER, added_in_a_later_year: { a: [1] } };
  for (const other of [
    ...[null, 1, "alt", [], {}, { before: OTHER.made }, { text: 1 }],
    { on: "2026-02-20", before: OTHER.made },
    { ...BEFORE_OTHER, text: "alt" },
    { ...BEFORE_OTHER, text: { nb: 1 } },
    { ...BEFORE_OTHER, text: { nb: "  " } },
    { ...BEFORE_OTHER, on: "i går" },
    REASON,
    { ...REASON, before: "2026-02-20" },
    { ...REASON, before: 1, releases: OWN.release },
    { ...REASON, releases: [1, null, "*", `${OWN.release} `] },
  ]) {
    const found = withdrawalsOf(OWN, read(file([other, known])));
    assert.deepEqual(found.map(({ before }) => before), [OTHER.made], JSON.stringify(other));
  }
});

test("no more is shown than a reader reads, and the latest first", () => {
  const long = { ...BEFORE_OTHER, text: { nb: "x".repeat(2_000), nn: "y".repeat(2_000) } };
  const newer = { ...long, on: "2026-02-21" };
  const found = withdrawalsOf(OWN, read(file([...Array(40).fill(long), newer])));
  assert.equal(found.length, 5);
  assert.equal(found[0]?.on, "2026-02-21");
  for (const text of found.flatMap((one) => Object.values(one.text))) {
    assert(text.length < 1_100);
  }
});

test("what was read is only given up for what was made later", () => {
  const now = Date.UTC(2026, 1, 21);
  /** @type {[made: string, supersedes: boolean][]} */
  const before = [
    // An older file, of a host that has cached it, takes nothing back.
    ["2026-02-20T10:00:01Z", false],
    ["2026-02-20T10:00:00Z", true],
    ["2026-02-01T10:00:00Z", true],
    // A time to come, by a clock that was wrong, does not stand for ever.
    ["2026-02-21T20:00:00Z", false],
    ["2099-01-01T10:00:00Z", true],
  ];
  for (const [made, expected] of before) {
    assert.equal(supersedes(read(file([])), read(file([], { made })), now), expected, made);
  }
});
