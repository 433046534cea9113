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
    return control.validity.badInput
      ? this.unreadable("error.date", control)
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
