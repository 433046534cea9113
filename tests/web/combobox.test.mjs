/** What the search field in front of a long list finds. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { formerly, matching } from "../../checker/web/checker/combobox.mjs";

const LILLESTROM = {
  value: "3205",
  text: "Lillestrøm (3205)",
  key: "lillestrøm (3205)",
  former: ["Skedsmo (0231)", "Fet (0227)", "3030"],
};
const FETSUND = { value: "9999", text: "Fetsund (9999)", key: "fetsund (9999)", former: [] };
const CHOICES = [LILLESTROM, FETSUND];

test("a former name or number leads to the municipality of today", () => {
  for (const typed of ["skedsmo", "0231", "3030"]) {
    assert.deepEqual(matching(CHOICES, typed), [LILLESTROM]);
  }
});

test("what begins so today comes before what was called so", () => {
  assert.deepEqual(matching(CHOICES, "fet"), [FETSUND, LILLESTROM]);
});

test("the former name is told only where it is what was typed", () => {
  assert.equal(formerly(LILLESTROM, "fet"), "Fet (0227)");
  assert.equal(formerly(LILLESTROM, "lille"), undefined);
  assert.equal(formerly(FETSUND, "skedsmo"), undefined);
});
