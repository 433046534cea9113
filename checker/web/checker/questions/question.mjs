/**
 * What every kind of question shares: named controls, whose answer is read, stored, put back and told.
 * A kind says how they are read, and what else is different with it; `index.mjs` lists the kinds.
 *
 * @module
 */

/** @import { OptionResult } from "../../runtime/contract.mjs" */
/** @import { Words } from "../../shared/words.mjs" */

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

/**
 * Something that cannot be read.
 * @typedef {object} FormError
 * @property {string} answer the question it belongs to
 * @property {string} message
 * @property {Control} [control]
 */

/**
 * What reading a question finds: a value for the situation, nothing, or something unreadable.
 * @typedef {{ value?: unknown, error?: FormError }} Reading
 */

/**
 * The controls as they stand, by name; what is stored for a reload.
 * @typedef {Record<string, string[]>} State
 */

/** One question and its controls. */
export class Question {
  /** What could have been written, for whoever wrote something else. */
  example = "450 000";

  /**
   * @param {HTMLElement} element
   * @param {Words} words
   */
  constructor(element, words) {
    this.element = element;
    this.words = words;
    this.answer = element.dataset["answer"] ?? "";
    this.shortLabel = element.dataset["short"] ?? "";
  }

  /** @returns {Control[]} the named controls; a search field in front of a list has no name */
  get controls() {
    return [
      .../** @type {NodeListOf<Control>} */ (
        this.element.querySelectorAll("input[name], select[name]")
      ),
    ];
  }

  /** @returns {Control} the single control of a question that has one */
  get control() {
    const [control] = this.controls;
    if (control === undefined) {
      throw new TypeError(`Question ${this.answer} has no control`);
    }
    return control;
  }

  /** @returns {string[]} the values of the boxes that are ticked */
  get checked() {
    return this.controls.filter(isChecked).map((control) => control.value);
  }

  /**
   * Read the answer.
   *
   * @abstract
   * @returns {Reading}
   */
  read() {
    throw new TypeError(`Question ${this.answer} is of a kind that cannot be read`);
  }

  /** @returns {string} the answer in the words of the form */
  describe() {
    return this.controls
      .map((control) => this.describeControl(control))
      .filter((text) => text !== "")
      .join(", ");
  }

  /**
   * Note how the controls stand.
   *
   * @param {State} state
   */
  save(state) {
    for (const control of this.controls) {
      if (!isBox(control)) {
        state[control.name] = [control.value];
      } else if (isChecked(control)) {
        (state[control.name] ??= []).push(control.value);
      }
    }
  }

  /**
   * Put the controls back. What is stored is not to be trusted: only text goes in, and only choices that
   * are there.
   *
   * @param {Record<string, unknown>} state
   */
  restore(state) {
    for (const control of this.controls) {
      const values = storedTexts(state, control.name);
      if (isBox(control)) {
        control.checked = values.includes(control.value);
      } else {
        control.value = values[0] ?? "";
        announceRestored(control);
      }
    }
  }

  /** Forget the answer; the form has emptied the controls. */
  clear() {
    this.controls.forEach(announceRestored);
  }

  /**
   * Let what hangs on the answer follow it; most kinds show nothing but their controls.
   *
   * @param {EventTarget | null} _changed the control that the reader has changed, if that is why
   */
  update(_changed) {}

  /**
   * Take the options that the rules offer now; most kinds have the same at all times.
   *
   * @param {readonly OptionResult[]} _options
   */
  offer(_options) {}

  /**
   * Read a whole number within the question's limits.
   *
   * @param {Control} control
   * @returns {Reading}
   */
  readNumber(control) {
    const text = digits(control);
    if (text === "") {
      return {};
    }
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
      return this.unreadable("error.number", control);
    }
    const { minimum = -Infinity, maximum = Infinity } = this.element.dataset;
    return value < Number(minimum) || value > Number(maximum)
      ? this.unreadable("error.range", control)
      : { value };
  }

  /**
   * @param {string} key the sentence that says why
   * @param {Control} [control]
   * @param {Record<string, string>} [values] what else the sentence says
   * @returns {Reading}
   */
  unreadable(key, control, values) {
    const { minimum = "", maximum = 0 } = this.element.dataset;
    const message = this.words.say(key, {
      label: this.shortLabel,
      example: this.example,
      minimum,
      maximum: this.words.number(Number(maximum)),
      ...values,
    });
    return { error: { answer: this.answer, message, ...(control && { control }) } };
  }

  /**
   * @param {Control} control
   * @returns {string} what it holds, in the words of the form; empty where it holds nothing
   */
  describeControl(control) {
    if (isBox(control)) {
      return control.checked ? (control.labels?.[0]?.textContent ?? "") : "";
    }
    if (isList(control)) {
      return control.value === "" ? "" : (control.selectedOptions[0]?.text ?? "");
    }
    const number = digits(control);
    const unit = control.parentElement?.querySelector(".ts-affix")?.textContent ?? "";
    return number === "" ? "" : `${this.words.number(Number(number))} ${unit}`.trim();
  }
}

/**
 * @param {Control} control
 * @returns {string} what is written, without the spaces that set thousands apart
 */
export function digits(control) {
  return control.value.replace(/\s/g, "");
}

/**
 * @param {Record<string, unknown>} state
 * @param {string} name
 * @returns {string[]} the texts stored under a name; none where something else stands there
 */
export function storedTexts(state, name) {
  const stored = Object.hasOwn(state, name) ? state[name] : undefined;
  return Array.isArray(stored) ? stored.filter((value) => typeof value === "string") : [];
}

/**
 * @param {Control} control
 * @returns {control is HTMLInputElement & { type: "radio" | "checkbox" }}
 */
function isBox(control) {
  return control.type === "radio" || control.type === "checkbox";
}

/**
 * @param {Control} control
 * @returns {control is HTMLSelectElement}
 */
function isList(control) {
  return control.type === "select-one";
}

/** @param {Control} control */
export function isChecked(control) {
  return isBox(control) && control.checked;
}

/**
 * The search field over a list of choices follows the list.
 *
 * @param {Control} control
 */
function announceRestored(control) {
  control.dispatchEvent(new Event("restored"));
}
