/**
 * A sentence with gaps, as the page's words have it: `{name}` stands for a value.
 *
 * @module
 */

/** @typedef {Record<string, string | number | undefined>} Values */

/**
 * @param {string} text
 * @param {Values} values what goes into the braces; nothing where there is no value
 * @returns {string} years and counts stand as they are: no separator belongs in 2023
 */
export function formatMessage(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
