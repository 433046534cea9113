/**
 * From what is said of an answer to its question.
 *
 * @module
 */

/**
 * Let a link lead to a question of the form.
 *
 * @param {HTMLAnchorElement} link
 * @param {string} answer
 */
export function leadTo(link, answer) {
  link.href = `#q-${answer}`;
  link.dataset["to"] = answer;
}

/**
 * Move to a question's field, or to what is chosen in it.
 *
 * @param {HTMLElement} question
 */
export function moveTo(question) {
  const chosen = question.querySelector("input:checked");
  const first = question.querySelector(
    "input:not([hidden]):not([type=hidden]), select:not([hidden])",
  );
  const target = chosen ?? first;
  if (target instanceof HTMLElement) {
    target.focus({ preventScroll: true });
    question.scrollIntoView({ block: "center" });
  }
}
