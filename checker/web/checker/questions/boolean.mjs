/**
 * Yes, no, or not known.
 *
 * @module
 */

import { Question } from "./question.mjs";

/** @import { Reading } from "./question.mjs" */

export class BooleanQuestion extends Question {
  /**
   * @override
   * @returns {Reading}
   */
  read() {
    return { value: { true: true, false: false }[this.checked[0] ?? ""] };
  }
}
