/**
 * Any of several, or none of them.
 *
 * @module
 */

import { Question } from "./question.mjs";

/** @import { Reading } from "./question.mjs" */

export class ChoicesQuestion extends Question {
  /**
   * No box ticked is no answer; «none of these» is an empty list.
   *
   * @override
   * @returns {Reading}
   */
  read() {
    const { checked } = this;
    return { value: checked.length ? checked.filter((value) => value !== "none") : undefined };
  }

  /**
   * «None of these» and the other boxes shut each other out.
   *
   * @override
   * @param {EventTarget | null} changed
   */
  update(changed) {
    const boxes = /** @type {HTMLInputElement[]} */ (this.controls);
    const ticked = boxes.find((box) => box === changed && box.checked);
    if (ticked === undefined) {
      return;
    }
    for (const box of boxes.filter((other) => other !== ticked)) {
      const exclusive = "exclusive" in ticked.dataset || "exclusive" in box.dataset;
      box.checked &&= !exclusive;
    }
  }
}
