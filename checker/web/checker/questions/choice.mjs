/**
 * One of several, side by side.
 *
 * @module
 */

import { Question } from "./question.mjs";

/** @import { Reading } from "./question.mjs" */

export class ChoiceQuestion extends Question {
  /**
   * @override
   * @returns {Reading}
   */
  read() {
    return { value: this.checked[0] || undefined };
  }
}
