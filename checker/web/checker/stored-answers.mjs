/**
 * The answers between two visits to the page in one tab, and gone with it.
 *
 * @module
 */

/** @import { State } from "./questions/question.mjs" */

const KEY = "tilskuddssjekken";

/**
 * @typedef {object} StoredAnswers
 * @property {State} state how the controls stood
 * @property {string[]} shown the questions that were shown
 */

/** @param {StoredAnswers} answers */
export function storeAnswers(answers) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(answers));
  } catch {
    // Storage may be full or shut off: then the answers last as long as the page does.
  }
}

/** @returns {StoredAnswers | undefined} what was stored; whatever stands there, it is only data */
export function storedAnswers() {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? "");
    return Array.isArray(found?.shown) ? { state: found.state, shown: found.shown } : undefined;
  } catch {
    return undefined;
  }
}
