/**
 * Where a statement stands, and how far it can be relied on.
 *
 * @module
 */

import { fill, find } from "../shared/dom.mjs";

/** @import { SourceResult, StatementResult } from "../runtime/contract.mjs" */
/** @import { Words } from "../shared/words.mjs" */

/**
 * What every part of a result needs to be shown.
 * @typedef {object} RenderContext
 * @property {Words} words
 * @property {string} pageRoot leads from this page to the other pages
 */

/**
 * @param {SourceResult} source
 * @param {RenderContext} context
 * @returns {DocumentFragment}
 */
export function sourceLine(source, { words, pageRoot }) {
  const settled = source.certainty === "announced";
  const line = fill("source", {
    document: words.document(source.document),
    place: source.place,
    certainty: settled ? null : words.say(`certainty.${source.certainty}`),
    only_for:
      source.only_for.length === 0
        ? null
        : words.say("only_for", {
            authorities: words.list(source.only_for.map((one) => words.authority(one))),
          }),
    reading: source.reading,
  });
  find(line, "a", HTMLAnchorElement).href = documentAddress(source.document, pageRoot);
  return line;
}

/**
 * @param {string} id
 * @param {string} pageRoot
 * @returns {string}
 */
export function documentAddress(id, pageRoot) {
  return `${pageRoot}kilder/#${encodeURIComponent(id)}`;
}

/**
 * @param {readonly StatementResult[]} found
 * @param {RenderContext} context
 * @returns {DocumentFragment[]}
 */
export function statements(found, context) {
  return found.map(({ text, source }) =>
    fill("statement", { text, source: sourceLine(source, context) }),
  );
}
