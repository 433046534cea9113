/**
 * A whole number, chosen in a list or written: a year, a count, an amount.
 *
 * @module
 */

import { Question } from "./question.mjs";

export class NumberQuestion extends Question {
  /** @override */
  read() {
    return this.readNumber(this.control);
  }
}
