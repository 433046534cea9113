/**
 * What is wrong with an answer, said beside its question and to whoever listens.
 *
 * @module
 */

import { find, show } from "../shared/dom.mjs";

/**
 * @param {HTMLElement} question
 * @param {string | undefined} message nothing where nothing is wrong
 */
export function showError(question, message) {
  const place = find(question, ".ts-error", HTMLElement);
  place.textContent = message ?? "";
  show(place, message !== undefined);
  // A fieldset tells of its error itself; a single field carries it.
  const field = question.tagName === "FIELDSET" ? undefined : fieldOf(question);
  const carrier = field ?? question;
  const described = carrier.getAttribute("aria-describedby")?.split(" ") ?? [];
  const ids = described.filter((id) => id !== place.id);
  setAttribute(carrier, "aria-describedby", (message === undefined ? ids : [...ids, place.id]).join(" "));
  if (field !== undefined) {
    setAttribute(field, "aria-invalid", message === undefined ? "" : "true");
  }
}

/**
 * @param {HTMLElement} question
 * @returns {HTMLElement | undefined} the field the reader sees, which may stand in for another
 */
function fieldOf(question) {
  const field = question.querySelector("input:not([hidden]), select:not([hidden])");
  return field instanceof HTMLElement ? field : undefined;
}

/**
 * @param {Element} target
 * @param {string} name
 * @param {string} value empty for none
 */
function setAttribute(target, name, value) {
  if (value === "") {
    target.removeAttribute(name);
  } else {
    target.setAttribute(name, value);
  }
}
