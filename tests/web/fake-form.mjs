/**
 * As much of a form as its questions ask of a page.
 *
 * @module
 */

/** @import { Control } from "../../checker/web/checker/questions/question.mjs" */

/**
 * A control, with what stands beside it.
 *
 * @param {string} type
 * @param {string} name
 * @param {object} [more]
 * @param {string} [more.value]
 * @param {boolean} [more.checked]
 * @param {string} [more.label]
 * @param {string} [more.unit]
 * @param {[value: string, text: string][]} [more.options] of a list
 * @param {Partial<ValidityState>} [more.validity]
 * @param {Record<string, string>} [more.dataset]
 * @returns {Control}
 */
export function control(type, name, { label = "", unit = "", options = [], ...more } = {}) {
  /** @type {any} */
  const made = {
    ...{ type, name, value: "", checked: false, validity: {}, dataset: {}, ...more },
    labels: [{ textContent: label }],
    parentElement: { querySelector: () => ({ textContent: unit }) },
    closest: (/** @type {string} */ selector) =>
      selector === "[hidden]" ? null : { querySelector: () => ({ textContent: label }) },
    dispatchEvent: () => true,
    get selectedOptions() {
      return options.filter(([value]) => value === made.value).map(([, text]) => ({ text }));
    },
  };
  return made;
}

/**
 * A question in the page.
 *
 * @param {string} kind
 * @param {readonly Control[]} controls
 * @param {Record<string, string>} [dataset]
 * @returns {HTMLElement}
 */
export function question(kind, controls, dataset) {
  const element = {
    dataset: { answer: "svar", kind, short: "Svaret", ...dataset },
    hidden: false,
    querySelectorAll: () => controls,
    contains: () => false,
  };
  return /** @type {any} */ (element);
}

/**
 * @param {readonly HTMLElement[]} questions
 * @returns {HTMLFormElement}
 */
export function form(questions) {
  const element = {
    querySelectorAll: (/** @type {string} */ selector) =>
      selector === "[data-answer]" ? questions : [],
    addEventListener: () => {},
  };
  return /** @type {any} */ (element);
}
