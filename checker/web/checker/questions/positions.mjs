/**
 * Positions in percent: one number, or one a grant year where they vary.
 *
 * @module
 */

import { find, part, show } from "../../shared/dom.mjs";
import { digits, isChecked } from "./question.mjs";
import { RowsQuestion } from "./rows.mjs";

/** @import { Reading } from "./question.mjs" */

export class PositionsQuestion extends RowsQuestion {
  /** @override */
  example = "250";

  /**
   * @override
   * @returns {Reading} the years' numbers have no hole: what is not written comes last
   */
  read() {
    const [, vary, ...years] = this.controls;
    if (vary === undefined || !isChecked(vary)) {
      return this.readNumber(this.control);
    }
    const readings = years.map((control) => this.readNumber(control));
    const error = readings.find((reading) => reading.error !== undefined);
    if (error !== undefined) {
      return error;
    }
    const values = readings.map((reading) => reading.value);
    const filled = values.filter((value) => value !== undefined);
    const gap = values.indexOf(undefined);
    if (gap !== -1 && gap < filled.length) {
      return this.unreadable("error.gap", years[gap]);
    }
    return { value: filled.length ? filled : undefined };
  }

  /**
   * Show one number or one a year, and what the numbers are in whole positions.
   *
   * @override
   */
  update() {
    const vary = find(this.element, "input[type=checkbox]", HTMLInputElement);
    show(part(this.element, "same"), !vary.checked);
    show(part(this.element, "years"), vary.checked);
    for (const equals of this.element.querySelectorAll("[data-part=equals]")) {
      const input = equals.parentElement?.querySelector("input");
      const text = input ? digits(input) : "";
      equals.textContent = /^\d+$/.test(text)
        ? this.words.say("positions.equals", { n: this.words.number(Number(text) / 100) })
        : "";
    }
  }
}
