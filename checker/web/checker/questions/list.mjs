/**
 * One of a list, as the county governor.
 *
 * @module
 */

import { Question } from "./question.mjs";

/** @import { Reading } from "./question.mjs" */

export class ListQuestion extends Question {
  /**
   * @override
   * @returns {Reading}
   */
  read() {
    return { value: this.control.value || undefined };
  }
}
