/**
 * What has been answered, and what could not be read, each with the way to its question.
 *
 * @module
 */

import { element, fill, find, part, show, slot } from "../shared/dom.mjs";
import { leadTo } from "./navigation.mjs";

/** @import { Situation } from "../runtime/contract.mjs" */
/** @import { FormError } from "./questions/question.mjs" */

/**
 * @typedef {object} Described an answer in words
 * @property {string} answer
 * @property {string} label
 * @property {string} value
 * @property {boolean} shown whether its question is
 */

/**
 * @param {HTMLElement} root the checker
 * @param {readonly FormError[]} errors
 */
export function showErrorSummary(root, errors) {
  const items = errors.map(({ answer, message }) => {
    const item = fill("error", { link: message });
    leadTo(find(item, "a", HTMLAnchorElement), answer);
    return item;
  });
  slot(root, "errors").replaceChildren(...items);
  show(part(root, "errors"), errors.length > 0);
}

/**
 * @param {HTMLElement} root the checker
 * @param {readonly Described[]} answers
 * @param {Situation} situation the same as the rules get it
 */
export function showAnswerSummary(root, answers, situation) {
  const rows = answers.map(({ answer, label, value, shown }) => {
    const row = element("answer", { label, value, what: label });
    leadTo(find(row, "a", HTMLAnchorElement), answer);
    row.classList.toggle("ts-answers__row--idle", !shown);
    return row;
  });
  slot(root, "answers").replaceChildren(...rows);
  slot(root, "situation").textContent = JSON.stringify(situation, null, 2);
  show(part(root, "answers"), rows.length > 0);
}
