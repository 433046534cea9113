// How an answer of each kind is read, kept, put back and told. What depends on the page's own HTML is
// in tests/browser/test_flow.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { AnswerForm } from "../../checker/web/checker/form.mjs";
import { createQuestion, KINDS } from "../../checker/web/checker/questions/index.mjs";
import { grouped } from "../../checker/web/checker/questions/measure.mjs";
import { Question } from "../../checker/web/checker/questions/question.mjs";
import { Words } from "../../checker/web/shared/words.mjs";
import { control, form, question } from "./fake-form.mjs";

/** @import { Control } from "../../checker/web/checker/questions/question.mjs" */

const NAMES = { authorities: {}, documents: {}, known: {} };
const WORDS = new Words(
  {
    "error.number": "{label}: et helt tall, som {example}",
    "error.range": "{label}: fra {minimum} til {maximum}",
    "error.date": "{label}: en dato",
    "error.day-range": "{label}: {day} er ikke fra {minimum} til {maximum}",
    "error.municipality": "{label}: en kommune",
    "error.gap": "{label}: et år mangler",
  },
  NAMES,
  "nb",
);

/**
 * @param {string} kind
 * @param {readonly Control[]} controls
 * @param {Record<string, string>} [dataset]
 */
const create = (kind, controls, dataset) => createQuestion(question(kind, controls, dataset), WORDS);

/**
 * @param {string} type
 * @param {Record<string, boolean>} values and whether each is ticked
 */
const boxes = (type, values) =>
  Object.entries(values).map(([value, checked]) =>
    control(type, "svar", { value, checked, label: `«${value}»` }),
  );

test("a whole number is read as people write it, within the question's limits", () => {
  const limits = { minimum: "1", maximum: "1000000" };
  /** @type {[written: string, read: { value?: number, error?: string }][]} */
  const known = [
    ["", {}],
    [" ", {}],
    ["450000", { value: 450_000 }],
    ["450 000", { value: 450_000 }],
    ["450\u00a0000", { value: 450_000 }],
    ["1", { value: 1 }],
    ["0", { error: "Svaret: fra 1 til 1\u00a0000\u00a0000" }],
    ["1000001", { error: "Svaret: fra 1 til 1\u00a0000\u00a0000" }],
    ...["-5", "4,5", "4.5", "1e3", "to", "0x10", "9".repeat(20)].map(
      (text) => /** @type {[string, { error: string }]} */ ([
        text,
        { error: "Svaret: et helt tall, som 450 000" },
      ]),
    ),
  ];
  for (const kind of ["year", "count", "kroner"]) {
    for (const [value, expected] of known) {
      const field = control("text", "svar", { value });
      const { error, ...read } = create(kind, [field], limits).read();
      const found = error === undefined ? read : { error: error.message };
      assert.deepEqual(found, expected, `${kind} ${value}`);
      assert(error === undefined || (error.control === field && error.answer === "svar"));
    }
  }
});

test("a day or a municipality that the browser cannot make out is an error, none is no answer", () => {
  for (const [kind, fault] of /** @type {const} */ ([
    ["date", "badInput"],
    ["municipality", "customError"],
  ])) {
    const field = control("text", "svar");
    assert.deepEqual(create(kind, [field]).read(), { value: undefined });
    field.value = "3403";
    assert.deepEqual(create(kind, [field]).read(), { value: "3403" });
    const wrong = control("text", "svar", { validity: { [fault]: true } });
    assert.match(create(kind, [wrong]).read().error?.message ?? "", /^Svaret: en /);
  }
});

test("a day is of a year within the question's limits, or it is told in words", (t) => {
  const words = { day: "{day}. {month} {year}", month: "{month} {year}", months: ["januar", "februar", "mars"] };
  const textContent = JSON.stringify(words);
  Object.assign(globalThis, { document: { getElementById: () => ({ textContent }) } });
  t.after(() => Reflect.deleteProperty(globalThis, "document"));
  const limits = { minimum: "2015", maximum: "2035" };
  for (const value of ["2015-01-01", "2035-12-31"]) {
    assert.deepEqual(create("date", [control("date", "svar", { value })], limits).read(), { value });
  }
  for (const value of ["0023-03-01", "2014-12-31", "2036-01-01", "9999-12-31"]) {
    const { error } = create("date", [control("date", "svar", { value })], limits).read();
    assert.match(error?.message ?? "", /^Svaret: .+ er ikke fra 2015 til 2035$/, value);
  }
  const { error } = create("date", [control("date", "svar", { value: "0023-03-01" })], limits).read();
  assert.match(error?.message ?? "", /: 1\. mars 0023 er/);
});

test("what is not known is no answer", () => {
  /** @type {[kind: string, ticked: Record<string, boolean>, value: unknown][]} */
  const known = [
    ["boolean", { true: true, false: false, "": false }, true],
    ["boolean", { true: false, false: true, "": false }, false],
    ["boolean", { true: false, false: false, "": true }, undefined],
    ["boolean", { true: false, false: false, "": false }, undefined],
    ["choice", { a: true, b: false, "": false }, "a"],
    ["choice", { a: false, b: false, "": true }, undefined],
    ["measure", { a: true, "": false }, "a"],
    ["measure", { a: false, "": true }, undefined],
  ];
  for (const [kind, ticked, value] of known) {
    assert.deepEqual(create(kind, boxes("radio", ticked)).read(), { value }, kind);
  }
  assert.deepEqual(create("authority", [control("select-one", "svar")]).read(), { value: undefined });
});

test("no box ticked is no answer, and none of these is an empty list", () => {
  for (const kind of ["choices", "schemes"]) {
    /** @param {Record<string, boolean>} ticked */
    const read = (ticked) => create(kind, boxes("checkbox", ticked)).read().value;
    assert.deepEqual(read({ a: true, b: true, none: false }), ["a", "b"]);
    assert.deepEqual(read({ a: false, b: false, none: true }), []);
    assert.equal(read({ a: false, b: false, none: false }), undefined);
  }
});

test("none of these and the other boxes shut each other out", () => {
  const [a, b] = boxes("checkbox", { a: true, b: true });
  const none = control("checkbox", "svar", { value: "none", dataset: { exclusive: "" } });
  assert(a && b);
  const asked = create("choices", [a, b, none]);
  /** @param {Control} box */
  const tick = (box) => {
    /** @type {HTMLInputElement} */ (box).checked = true;
    asked.update(box);
    return asked.checked;
  };
  assert.deepEqual(tick(none), ["none"]);
  assert.deepEqual(tick(a), ["a"]);
  assert.deepEqual(tick(b), ["a", "b"]);
  asked.update(null);
  assert.deepEqual(asked.checked, ["a", "b"]);
});

test("rows that are filled are read by their names, and the first error is told", () => {
  /** @param {string[]} values */
  const rows = (...values) =>
    ["a", "b"].map((name, n) => control("text", `svar.${name}`, { value: values[n] ?? "" }));
  for (const kind of ["costs", "years_by_scheme"]) {
    assert.deepEqual(create(kind, rows("1 000", "")).read(), { value: { a: 1000 } });
    assert.deepEqual(create(kind, rows("", "0")).read(), { value: { b: 0 } });
    assert.deepEqual(create(kind, rows()).read(), { value: undefined });
    assert.match(create(kind, rows("1", "x")).read().error?.message ?? "", /et helt tall/);
  }
  assert.deepEqual(create("measures", rows("fact-ung", "")).read(), { value: { a: "fact-ung" } });
});

test("positions are one number, or one a year with no hole between", () => {
  /**
   * @param {boolean} vary
   * @param {string[]} written the one for all years, then each year's
   */
  const read = (vary, ...written) => {
    const [same = "", ...years] = written;
    return create("positions", [
      control("text", "svar", { value: same }),
      control("checkbox", "svar.vary", { value: "yes", checked: vary }),
      ...[1, 2, 3, 4].map((n) => control("text", `svar.${n}`, { value: years[n - 1] ?? "" })),
    ]).read();
  };
  assert.deepEqual(read(false, "250", "100"), { value: 250 });
  assert.deepEqual(read(false), {});
  assert.deepEqual(read(true, "250", "100", "200"), { value: [100, 200] });
  assert.deepEqual(read(true, "250"), { value: undefined });
  assert.equal(read(true, "", "100", "", "200").error?.message, "Svaret: et år mangler");
  assert.equal(read(true, "", "", "200").error?.message, "Svaret: et år mangler");
  assert.equal(read(true, "", "100", "x").error?.message, "Svaret: et helt tall, som 250");
});

test("an answer is told in the words of the form", () => {
  const years = control("select-one", "svar.a", { value: "2", label: "Tryggest", options: [["2", "2 år"]] });
  const salary = control("text", "svar.salary", { value: "450 000", label: "Lønn", unit: "kr" });
  const empty = control("text", "svar.other", { label: "Annet", unit: "kr" });
  /** @type {[kind: string, controls: Control[], told: string][]} */
  const known = [
    ["year", [control("select-one", "svar", { value: "2023", options: [["2023", "2023"]] })], "2023"],
    ["kroner", [control("text", "svar", { value: "450000", unit: "kr" })], "450\u00a0000 kr"],
    ["kroner", [control("text", "svar", { unit: "kr" })], ""],
    ["choices", boxes("checkbox", { a: true, b: false, c: true }), "«a», «c»"],
    ["years_by_scheme", [years], "Tryggest: 2 år"],
    ["costs", [salary, empty], "Lønn: 450\u00a0000 kr"],
  ];
  for (const [kind, controls, told] of known) {
    assert.equal(create(kind, controls).describe(), told, kind);
  }
});

test("answers are put back as they stood, and what is no answer is not", () => {
  const controls = () => [
    control("text", "svar.tekst", { value: "før" }),
    ...boxes("checkbox", { a: false, b: true }),
  ];
  const before = create("choices", controls());
  /** @type {Record<string, string[]>} */
  const state = {};
  before.save(state);
  assert.deepEqual(state, { "svar.tekst": ["før"], svar: ["b"] });
  const after = create("choices", controls());
  after.restore({ "svar.tekst": ["nå"], svar: ["a"] });
  assert.deepEqual([after.controls[0]?.value, after.checked], ["nå", ["a"]]);
  for (const hostile of [{}, { svar: "b" }, { svar: [7] }, { svar: { length: 1, 0: "b" } }]) {
    after.restore({ "svar.tekst": hostile, ...hostile });
    assert.deepEqual([after.controls[0]?.value, after.checked], ["", []]);
  }
});

test("a measure that is not on offer is remembered until another is chosen", () => {
  const controls = boxes("radio", { "fact-ung": false, "": false });
  const asked = create("measure", controls);
  /** @returns {unknown} */
  const saved = () => {
    /** @type {Record<string, string[]>} */
    const state = {};
    asked.save(state);
    return state["svar"];
  };
  asked.restore({ svar: ["lavterskel"] });
  assert.deepEqual([asked.checked, saved()], [[], ["lavterskel"]]);
  /** @type {HTMLInputElement} */ (controls[0]).checked = true;
  assert.deepEqual(saved(), ["fact-ung"]);
  asked.clear();
  /** @type {HTMLInputElement} */ (controls[0]).checked = false;
  assert.deepEqual(saved(), [""]);
});

test("an option of several groups stands once, under all of them", () => {
  const option = (/** @type {string} */ id, /** @type {string} */ group) => ({ id, label: id, group });
  const found = grouped(
    [option("a", "A"), option("b", "A"), option("b", "B"), { id: "c", label: "c" }],
    WORDS,
  );
  assert.deepEqual(
    [...found].map(([group, options]) => [group, options.map(({ id }) => id)]),
    [
      ["A", ["a"]],
      ["A og B", ["b"]],
      ["", ["c"]],
    ],
  );
});

test("a new kind is a class and a line in the list, and the form asks by it", (t) => {
  class Degrees extends Question {
    /** @override */
    read() {
      const value = Number.parseFloat(this.control.value);
      return Number.isNaN(value) ? this.unreadable("error.number", this.control) : { value };
    }

    /**
     * @override
     * @param {Control} degrees
     */
    describeControl(degrees) {
      return degrees.value;
    }
  }
  assert.throws(() => create("degrees", []), /Unknown kind of question: degrees/);
  KINDS.set("degrees", Degrees);
  t.after(() => KINDS.delete("degrees"));
  const heat = control("text", "varme", { value: "40 °" });
  const page = question("degrees", [heat], { answer: "varme", short: "Varme" });
  const asked = new AnswerForm(form([page]), WORDS);
  assert.deepEqual(asked.read(), { situation: { varme: 40 }, errors: [] });
  assert.deepEqual(asked.state, { varme: ["40 °"] });
  assert.deepEqual(asked.describe({ varme: 40 }), [
    { answer: "varme", label: "Varme", value: "40 °", shown: true },
  ]);
  asked.restore({ varme: ["mye"] });
  const { situation, errors } = asked.read();
  assert.deepEqual([situation, errors.map(({ answer }) => answer)], [{}, ["varme"]]);
});
