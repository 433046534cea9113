// What a tab has stored is only data, whatever stands there.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { AnswerForm } from "../../checker/web/checker/form.mjs";
import { storeAnswers, storedAnswers } from "../../checker/web/checker/stored-answers.mjs";
import { Words } from "../../checker/web/shared/words.mjs";
import { control, form, question } from "./fake-form.mjs";

const WORDS = new Words({}, { authorities: {}, documents: {}, known: {} }, "nb");
const KEY = "tilskuddssjekken";

/** @param {object} storage as much of the browser's as is asked for */
function give(storage) {
  Object.defineProperty(globalThis, "sessionStorage", { value: storage, configurable: true });
}

/** @param {string | null} text */
function stored(text) {
  give({ getItem: (/** @type {string} */ key) => (key === KEY ? text : null) });
  return storedAnswers();
}

afterEach(() => Reflect.deleteProperty(globalThis, "sessionStorage"));

test("what is stored comes back", () => {
  /** @type {Map<string, string>} */
  const kept = new Map();
  give({
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => kept.set(key, text),
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
  });
  const answers = { state: { year: ["2023"], measure: ["fact-ung"] }, shown: ["year"] };
  storeAnswers(answers);
  assert.deepEqual(storedAnswers(), answers);
});

test("a browser without storage has nothing stored, and nothing breaks", () => {
  const shut = () => {
    throw new DOMException("", "SecurityError");
  };
  give({ setItem: shut, getItem: shut });
  storeAnswers({ state: {}, shown: [] });
  assert.equal(storedAnswers(), undefined);
});

test("what holds no answers is none", () => {
  for (const text of [null, "", "<b>", "null", "[]", "7", '"alt"', "{}", '{"shown": 7, "state": []}']) {
    assert.equal(stored(text), undefined, String(text));
  }
});

test("a state of any shape goes into no control but as text", () => {
  for (const state of [
    ...[undefined, null, 7, "alt", [], [["2023"]]],
    { svar: 7 },
    { svar: [7, null, {}] },
    { svar: { 0: "2023", length: 1 } },
    { __proto__: { svar: ["2023"] } },
  ]) {
    const field = control("text", "svar");
    new AnswerForm(form([question("kroner", [field])]), WORDS).restore(state);
    assert.equal(field.value, "", JSON.stringify(state));
  }
});
