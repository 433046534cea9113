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
  const target = find(question, ".ts-error", HTMLElement);
  target.textContent = message ?? "";
  show(target, message !== undefined);
  // A fieldset tells of its error itself; a single field carries it.
  const field = question.tagName === "FIELDSET" ? undefined : fieldOf(question);
  const carrier = field ?? question;
  const described = carrier.getAttribute("aria-describedby")?.split(" ") ?? [];
  const ids = described.filter((id) => id !== target.id);
  setAttribute(carrier, "aria-describedby", (message === undefined ? ids : [...ids, target.id]).join(" "));
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
 * @param {Element} element
 * @param {string} name
 * @param {string} value empty for none
 */
function setAttribute(element, name, value) {
  if (value === "") {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value);
  }
}
