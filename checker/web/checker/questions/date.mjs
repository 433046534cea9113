/**
 * A day.
 *
 * @module
 */

import { inWords } from "../../shared/today.mjs";
import { Question } from "./question.mjs";

/** @import { Control } from "./question.mjs" */

export class DateQuestion extends Question {
  /** @override */
  read() {
    const { control } = this;
    if (control.validity.badInput) {
      return this.unreadable("error.date", control);
    }
    const { minimum = "0", maximum = "9999" } = this.element.dataset;
    const year = Number(control.value.split("-")[0]);
    return control.value !== "" && (year < Number(minimum) || year > Number(maximum))
      ? this.unreadable("error.day-range", control, { day: inWords(control.value), maximum })
      : { value: control.value || undefined };
  }

  /**
   * @override
   * @param {Control} control
   */
  describeControl(control) {
    return control.value === "" ? "" : inWords(control.value);
  }
}
