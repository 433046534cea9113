/**
 * The form: answers in, a situation out. It reads what was typed and decides nothing.
 *
 * @module
 */

import { element, find, part, show, slot } from "../shared/dom.mjs";
import { inWords } from "../shared/today.mjs";

/** @import { OptionResult, QuestionResult, Situation } from "../runtime/contract.mjs" */
/** @import { Words } from "../shared/words.mjs" */

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

/**
 * Something that cannot be read.
 * @typedef {object} FormError
 * @property {string} answer the question it belongs to
 * @property {string} message
 * @property {Control} [control]
 */

/**
 * The controls as they stand, by name; what is kept for a reload.
 * @typedef {Record<string, string[]>} State
 */

/**
 * What reading one question finds: a value for the situation, nothing, or something unreadable.
 * @typedef {{ value?: unknown, error?: FormError }} Reading
 */

const EXAMPLES = /** @type {Record<string, string>} */ ({ positions: "250" });

/** The checker's form. */
export class AnswerForm {
  /** @type {Map<string, Question>} */
  #questions = new Map();

  /**
   * @param {HTMLFormElement} form
   * @param {Words} words
   */
  constructor(form, words) {
    this.element = form;
    this.#words = words;
    for (const found of form.querySelectorAll("[data-answer]")) {
      const question = new Question(/** @type {HTMLElement} */ (found), words);
      this.#questions.set(question.answer, question);
    }
    /** The questions shown before anything is known, as the page says until they are shown or hidden. */
    this.firstQuestions = [...this.#questions.values()]
      .filter((question) => !("later" in question.element.dataset))
      .map((question) => question.answer);
    form.addEventListener("change", (event) => this.#tidy(event.target));
    this.#showVarying();
  }

  #words;

  /**
   * Read every answer.
   *
   * @returns {{ situation: Situation, errors: FormError[] }}
   */
  read() {
    /** @type {Situation} */
    const situation = {};
    /** @type {FormError[]} */
    const errors = [];
    for (const question of this.#questions.values()) {
      const { value, error } = question.read();
      if (error !== undefined) {
        errors.push(error);
      } else if (value !== undefined) {
        situation[question.answer] = value;
      }
    }
    return { situation, errors };
  }

  /**
   * Show the questions that matter and hide the others; their answers stay.
   *
   * @param {readonly QuestionResult[]} relevant
   */
  showQuestions(relevant) {
    const byAnswer = new Map(relevant.map((question) => [question.answer, question]));
    for (const question of this.#questions.values()) {
      const result = byAnswer.get(question.answer);
      if (result?.options !== undefined) {
        question.offer(result.options, this.#words);
      }
    }
    this.showOnly([...byAnswer.keys()]);
  }

  /** @param {readonly string[]} answers */
  showOnly(answers) {
    for (const question of this.#questions.values()) {
      question.show(question.alwaysShown || answers.includes(question.answer));
    }
    for (const group of this.element.querySelectorAll("[data-group]")) {
      const shown = group.querySelector("[data-answer]:not([hidden])") !== null;
      showNow(/** @type {HTMLElement} */ (group), shown);
    }
  }

  /** @returns {string[]} */
  get shown() {
    return [...this.#questions.values()].filter((q) => !q.element.hidden).map((q) => q.answer);
  }

  /**
   * Show the rows of a question that has one a scheme; a row with an answer is always shown.
   *
   * @param {string} answer
   * @param {readonly string[]} keys
   */
  showRows(answer, keys) {
    for (const row of this.#questions.get(answer)?.element.querySelectorAll("[data-key]") ?? []) {
      if (row instanceof HTMLElement) {
        const filled = [...controls(row)].some((control) => control.value !== "");
        show(row, filled || keys.includes(row.dataset["key"] ?? ""));
      }
    }
  }

  /**
   * @param {string} answer
   * @returns {string} what the question is called in a list
   */
  shortLabel(answer) {
    return this.#questions.get(answer)?.shortLabel ?? answer;
  }

  /**
   * Move to a question, as a link to it does.
   *
   * @param {string} answer
   */
  focus(answer) {
    this.#questions.get(answer)?.focus();
  }

  /**
   * Show what is wrong beside each question.
   *
   * @param {readonly FormError[]} errors
   */
  showErrors(errors) {
    for (const question of this.#questions.values()) {
      question.showError(errors.find((error) => error.answer === question.answer)?.message);
    }
  }

  /**
   * @param {Situation} situation
   * @returns {{ answer: string, label: string, value: string, shown: boolean }[]}
   */
  describe(situation) {
    return [...this.#questions.values()]
      .filter((question) => question.answer in situation)
      .map((question) => ({
        answer: question.answer,
        label: question.shortLabel,
        value: question.describe(),
        shown: !question.element.hidden,
      }));
  }

  /** @returns {State} */
  get state() {
    /** @type {State} */
    const state = {};
    for (const question of this.#questions.values()) {
      question.save(state);
    }
    return state;
  }

  /**
   * Put kept answers back. What is kept is not to be trusted: only text goes into controls that
   * exist, and only choices that they offer.
   *
   * @param {unknown} state
   */
  restore(state) {
    if (typeof state !== "object" || state === null) {
      return;
    }
    for (const question of this.#questions.values()) {
      question.restore(/** @type {Record<string, unknown>} */ (state));
    }
    this.#showVarying();
  }

  /** Forget every answer. */
  clear() {
    this.element.reset();
    for (const question of this.#questions.values()) {
      question.clear();
    }
    this.#showVarying();
  }

  /** @param {EventTarget | null} target */
  #tidy(target) {
    if (target instanceof HTMLInputElement && target.type === "checkbox") {
      excludeOthers(target, this.element);
    }
    this.#showVarying();
  }

  /** Positions come as one number, or as one a grant year. */
  #showVarying() {
    for (const question of this.#questions.values()) {
      question.showVarying();
    }
  }
}

/** One question and its controls. */
class Question {
  /**
   * @param {HTMLElement} question
   * @param {Words} words
   */
  constructor(question, words) {
    this.element = question;
    this.answer = question.dataset["answer"] ?? "";
    this.kind = question.dataset["kind"] ?? "";
    this.shortLabel = question.dataset["short"] ?? "";
    this.alwaysShown = "always" in question.dataset;
    this.#words = words;
    this.#error = find(question, ".ts-error", HTMLElement);
    this.#described = question.getAttribute("aria-describedby");
  }

  #words;
  #error;
  #described;
  /** The option chosen last, kept while it is not on offer. */
  #chosen = "";

  /** @returns {Reading} */
  read() {
    switch (this.kind) {
      case "year":
      case "count":
      case "kroner":
        return this.#number(this.#only());
      case "date":
        return this.#date(this.#only());
      case "municipality":
        return this.#municipality(this.#only());
      case "authority":
        return { value: this.#only().value || undefined };
      case "boolean":
        return { value: { true: true, false: false }[this.#checked()[0] ?? ""] };
      case "choice":
      case "measure":
        return { value: this.#checked()[0] || undefined };
      case "choices":
      case "schemes":
        return this.#choices();
      case "measures":
        return this.#rows((control) => ({ value: control.value || undefined }));
      case "years_by_scheme":
      case "costs":
        return this.#rows((control) => this.#number(control));
      case "positions":
        return this.#positions();
      default:
        throw new TypeError(`Unknown kind of question: ${this.kind}`);
    }
  }

  /** @returns {Reading} no box ticked is no answer; «none of these» is an empty list */
  #choices() {
    const checked = this.#checked();
    return { value: checked.length ? checked.filter((value) => value !== "none") : undefined };
  }

  /**
   * @param {Control} control
   * @returns {Reading}
   */
  #number(control) {
    const text = control.value.replace(/\s/g, "");
    if (text === "") {
      return {};
    }
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
      return this.#unreadable("error.number", control);
    }
    const minimum = Number(this.element.dataset["minimum"] ?? -Infinity);
    const maximum = Number(this.element.dataset["maximum"] ?? Infinity);
    return value < minimum || value > maximum
      ? this.#unreadable("error.range", control)
      : { value };
  }

  /**
   * @param {Control} control
   * @returns {Reading}
   */
  #date(control) {
    return control.validity.badInput
      ? this.#unreadable("error.date", control)
      : { value: control.value || undefined };
  }

  /**
   * @param {Control} control
   * @returns {Reading}
   */
  #municipality(control) {
    return control.validity.customError
      ? this.#unreadable("error.municipality", control)
      : { value: control.value || undefined };
  }

  /** @returns {Reading} */
  #positions() {
    const [same, vary, ...years] = controls(this.element);
    if (same === undefined || !(vary instanceof HTMLInputElement) || !vary.checked) {
      return same === undefined ? {} : this.#number(same);
    }
    const readings = years.map((control) => this.#number(control));
    const error = readings.find((reading) => reading.error !== undefined);
    if (error !== undefined) {
      return error;
    }
    const values = readings.map((reading) => reading.value);
    const filled = values.filter((value) => value !== undefined);
    const gap = values.indexOf(undefined);
    if (gap !== -1 && gap < filled.length) {
      return this.#unreadable("error.gap", years[gap]);
    }
    return { value: filled.length ? filled : undefined };
  }

  /**
   * @param {(control: Control) => Reading} read
   * @returns {Reading}
   */
  #rows(read) {
    /** @type {Record<string, unknown>} */
    const found = {};
    for (const control of controls(this.element)) {
      const { value, error } = read(control);
      if (error !== undefined) {
        return { error };
      }
      if (value !== undefined) {
        found[control.name.slice(this.answer.length + 1)] = value;
      }
    }
    return { value: Object.keys(found).length ? found : undefined };
  }

  /**
   * @param {string} key
   * @param {Control} [control]
   * @returns {Reading}
   */
  #unreadable(key, control) {
    const message = this.#words.say(key, {
      label: this.shortLabel,
      example: EXAMPLES[this.kind] ?? "450 000",
      minimum: this.element.dataset["minimum"] ?? "",
      maximum: this.#words.number(Number(this.element.dataset["maximum"] ?? 0)),
    });
    return { error: { answer: this.answer, message, ...(control && { control }) } };
  }

  /** @returns {Control} the question's single control */
  #only() {
    const [control] = controls(this.element);
    if (control === undefined) {
      throw new TypeError(`Question ${this.answer} has no control`);
    }
    return control;
  }

  /** @returns {string[]} */
  #checked() {
    return [...this.element.querySelectorAll("input:checked")].map(
      (input) => /** @type {HTMLInputElement} */ (input).value,
    );
  }

  /** @returns {string} the answer in the words of the form */
  describe() {
    switch (this.kind) {
      case "positions":
      case "costs":
      case "measures":
      case "years_by_scheme":
        return this.#describeRows();
      default: {
        const shown = controls(this.element).map((control) => this.#describeControl(control));
        return shown.filter((text) => text !== "").join(", ");
      }
    }
  }

  #describeRows() {
    return controls(this.element)
      .filter((control) => control.type !== "checkbox" && visible(control, this.element))
      .map((control) => [control, this.#describeControl(control)])
      .filter(([, text]) => text !== "")
      .map(([control, text]) => {
        const row = /** @type {Control} */ (control).closest(".ts-row");
        const label = row?.querySelector("label")?.textContent ?? "";
        return label === "" ? text : `${label}: ${text}`;
      })
      .join(", ");
  }

  /**
   * @param {Control} control
   * @returns {string}
   */
  #describeControl(control) {
    if (control instanceof HTMLSelectElement) {
      return control.value === "" ? "" : (control.selectedOptions[0]?.text ?? "");
    }
    if (control.type === "radio" || control.type === "checkbox") {
      return control.checked ? (control.labels?.[0]?.textContent ?? "") : "";
    }
    if (control.type === "date") {
      return control.value === "" ? "" : inWords(control.value);
    }
    const number = control.value.replace(/\s/g, "");
    const unit = control.parentElement?.querySelector(".ts-affix")?.textContent ?? "";
    return number === "" ? "" : `${this.#words.number(Number(number))} ${unit}`.trim();
  }

  /**
   * Offer other choices than before; the one chosen stays, and the rules say where the year does not
   * know it.
   *
   * @param {readonly OptionResult[]} options
   * @param {Words} words
   */
  offer(options, words) {
    const list = slot(this.element, "options");
    const focused = document.activeElement;
    const focusedValue =
      focused instanceof HTMLInputElement && list.contains(focused) ? focused.value : undefined;
    const unknown = list.lastElementChild;
    /** @type {(string | Node)[]} */
    const offered = [];
    for (const [group, members] of grouped(options, words)) {
      if (group !== "") {
        offered.push(element("option-group", { label: group }));
      }
      offered.push(...members.map((option) => this.#option(option)));
    }
    list.replaceChildren(...offered, ...(unknown === null ? [] : [unknown]));
    if (focusedValue !== undefined) {
      const same = list.querySelector(`input[value="${CSS.escape(focusedValue)}"]`);
      /** @type {HTMLInputElement | null} */ (same)?.focus({ preventScroll: true });
    }
  }

  /**
   * @param {OptionResult} option
   * @returns {HTMLElement}
   */
  #option(option) {
    const choice = element("option", { label: option.label });
    const input = find(choice, "input", HTMLInputElement);
    input.id = `f-${this.answer}-${option.id}`;
    input.name = this.answer;
    input.value = option.id;
    input.checked = option.id === this.#chosen;
    choice.classList.toggle("ts-choice--apart", option.group === undefined);
    find(choice, "label", HTMLLabelElement).htmlFor = input.id;
    return choice;
  }

  /** @param {State} state */
  save(state) {
    for (const control of controls(this.element)) {
      if (control.type !== "radio" && control.type !== "checkbox") {
        state[control.name] = [control.value];
      } else if (/** @type {HTMLInputElement} */ (control).checked) {
        (state[control.name] ??= []).push(control.value);
      }
    }
    if (this.kind === "measure") {
      this.remember();
      state[this.answer] = [this.#chosen];
    }
  }

  /** Note which option is chosen, for the day it is not on offer. */
  remember() {
    const [checked] = this.#checked();
    if (checked !== undefined) {
      this.#chosen = checked;
    }
  }

  /** @param {Record<string, unknown>} state */
  restore(state) {
    for (const control of controls(this.element)) {
      const kept = Object.hasOwn(state, control.name) ? state[control.name] : undefined;
      const values = Array.isArray(kept) ? kept.filter((value) => typeof value === "string") : [];
      if (control.type === "radio" || control.type === "checkbox") {
        /** @type {HTMLInputElement} */ (control).checked = values.includes(control.value);
      } else {
        control.value = values[0] ?? "";
        // The search field over a list of choices follows the list.
        control.dispatchEvent(new Event("restored"));
      }
      if (this.kind === "measure" && typeof values[0] === "string") {
        this.#chosen = values[0];
      }
    }
  }

  clear() {
    this.#chosen = "";
    for (const control of controls(this.element)) {
      control.dispatchEvent(new Event("restored"));
    }
  }

  /** @param {boolean} shown */
  show(shown) {
    showNow(this.element, shown);
  }

  /** Show one number or one a year, and what the numbers are in whole positions. */
  showVarying() {
    if (this.kind !== "positions") {
      return;
    }
    const vary = find(this.element, "input[type=checkbox]", HTMLInputElement);
    show(part(this.element, "same"), !vary.checked);
    show(part(this.element, "years"), vary.checked);
    for (const place of this.element.querySelectorAll("[data-part=equals]")) {
      const input = place.parentElement?.querySelector("input");
      const text = input?.value.replace(/\s/g, "") ?? "";
      place.textContent = /^\d+$/.test(text)
        ? this.#words.say("positions.equals", { n: this.#words.number(Number(text) / 100) })
        : "";
    }
  }

  focus() {
    this.show(true);
    const chosen = this.element.querySelector("input:checked");
    const first = this.element.querySelector(
      "input:not([hidden]):not([type=hidden]), select:not([hidden])",
    );
    const target = chosen ?? first;
    if (target instanceof HTMLElement) {
      target.focus({ preventScroll: true });
      this.element.scrollIntoView({ block: "center" });
    }
  }

  /** @param {string | undefined} message */
  showError(message) {
    this.#error.textContent = message ?? "";
    show(this.#error, message !== undefined);
    // A fieldset tells of its error itself; a single field carries it.
    const single = this.element.tagName === "FIELDSET" ? undefined : this.#field();
    const described = single === undefined ? this.#described : this.#help(single);
    const ids = [described, message === undefined ? "" : this.#error.id].filter(Boolean);
    setAttribute(single ?? this.element, "aria-describedby", ids.join(" "));
    if (single !== undefined) {
      setAttribute(single, "aria-invalid", message === undefined ? "" : "true");
    }
  }

  /** @returns {HTMLElement | undefined} the field the reader sees, which may stand in for another */
  #field() {
    const field = this.element.querySelector("input:not([hidden]), select:not([hidden])");
    return field instanceof HTMLElement ? field : undefined;
  }

  /**
   * @param {HTMLElement} field
   * @returns {string} what described the field before there was an error
   */
  #help(field) {
    const own = field.getAttribute("aria-describedby")?.split(" ") ?? [];
    return own.filter((id) => id !== this.#error.id).join(" ");
  }
}

/**
 * Show or hide what the page itself may have kept for later.
 *
 * @param {HTMLElement} element
 * @param {boolean} shown
 */
function showNow(element, shown) {
  delete element.dataset["later"];
  show(element, shown);
}

/**
 * @param {ParentNode} root
 * @returns {Control[]} the named controls; a search field in front of a list has no name
 */
function controls(root) {
  return /** @type {Control[]} */ ([...root.querySelectorAll("input[name], select[name]")]);
}

/**
 * @param {Element} control
 * @param {Element} root
 * @returns {boolean}
 */
function visible(control, root) {
  const hidden = control.closest("[hidden]");
  return hidden === null || !root.contains(hidden) || hidden === control;
}

/**
 * @param {Element} target
 * @param {string} name
 * @param {string} value empty for none
 */
function setAttribute(target, name, value) {
  if (value === "") {
    target.removeAttribute(name);
  } else {
    target.setAttribute(name, value);
  }
}

/**
 * «None of these» and the other boxes of a question shut each other out.
 *
 * @param {HTMLInputElement} ticked
 * @param {HTMLFormElement} form
 */
function excludeOthers(ticked, form) {
  if (!ticked.checked) {
    return;
  }
  for (const box of form.querySelectorAll(`input[type=checkbox][name="${ticked.name}"]`)) {
    if (box instanceof HTMLInputElement && box !== ticked) {
      const exclusive = "exclusive" in ticked.dataset || "exclusive" in box.dataset;
      box.checked &&= !exclusive;
    }
  }
}

/**
 * Gather options under their groups. One that belongs to several groups stands once, under all.
 *
 * @param {readonly OptionResult[]} options
 * @param {Words} words
 * @returns {Map<string, OptionResult[]>}
 */
function grouped(options, words) {
  /** @type {Map<string, { option: OptionResult, groups: string[] }>} */
  const byId = new Map();
  for (const option of options) {
    const entry = byId.get(option.id) ?? { option, groups: [] };
    byId.set(option.id, entry);
    if (option.group !== undefined) {
      entry.groups.push(option.group);
    }
  }
  /** @type {Map<string, OptionResult[]>} */
  const result = new Map();
  for (const { option, groups } of byId.values()) {
    const group = words.list(groups);
    result.set(group, [...(result.get(group) ?? []), option]);
  }
  return result;
}
