/**
 * A row of its own for each of several: a number or one of a list a scheme, an amount a kind of cost.
 *
 * @module
 */

import { Question } from "./question.mjs";

/** @import { Control, Reading } from "./question.mjs" */

/** Several controls, each with a label of its own. */
export class RowsQuestion extends Question {
  /**
   * @override
   * @returns {Reading} a value a row that has one; the first that cannot be read in their place
   */
  read() {
    /** @type {Record<string, unknown>} */
    const found = {};
    for (const control of this.controls) {
      const { value, error } = this.readRow(control);
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
   * @param {Control} control
   * @returns {Reading}
   */
  readRow(control) {
    return { value: control.value || undefined };
  }

  /** @override */
  describe() {
    return this.controls
      .filter((control) => control.type !== "checkbox" && isShown(control, this.element))
      .map((control) => [labelOf(control), this.describeControl(control)])
      .filter(([, text]) => text !== "")
      .map(([label, text]) => (label === "" ? text : `${label}: ${text}`))
      .join(", ");
  }
}

export class NumberRowsQuestion extends RowsQuestion {
  /**
   * @override
   * @param {Control} control
   */
  readRow(control) {
    return this.readNumber(control);
  }
}

/** @param {Control} control */
function labelOf(control) {
  return control.closest(".ts-row")?.querySelector("label")?.textContent ?? "";
}

/**
 * @param {Element} control
 * @param {Element} question
 * @returns {boolean} whether it would be seen if the question were
 */
function isShown(control, question) {
  const hidden = control.closest("[hidden]");
  return hidden === null || !question.contains(hidden) || hidden === control;
}
