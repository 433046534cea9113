/**
 * Where a statement stands, and how far it can be relied on.
 *
 * @module
 */

import { fill, find } from "../shared/dom.mjs";

/** @import { DocumentResult, SourceResult, StatementResult } from "../runtime/contract.mjs" */
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
  const line = fill("source", {
    ...place(source, words),
    only_for:
      source.only_for.length === 0
        ? null
        : words.say("only_for", {
            authorities: words.list(source.only_for.map((one) => words.authority(one))),
          }),
    reading: source.reading,
    disagreements: source.disagreements.map((other) => {
      const { says, why } = other;
      const told = fill("disagreement", { says, ...place(other, words), why });
      find(told, "a", HTMLAnchorElement).href = documentAddress(other.document, pageRoot);
      return told;
    }),
  });
  find(line, "a", HTMLAnchorElement).href = documentAddress(source.document, pageRoot);
  return line;
}

/**
 * @param {{ document: string, place: string, certainty: string }} source
 * @param {Words} words
 */
function place(source, words) {
  const settled = source.certainty === "announced";
  return {
    document: words.document(source.document),
    place: source.place,
    certainty: settled ? null : words.say(`certainty.${source.certainty}`),
  };
}

/**
 * @param {DocumentResult} document
 * @param {RenderContext} context
 * @returns {DocumentFragment} a document in a list, with how far to rely on it
 */
export function documentItem({ document, title, kind, read }, { words, pageRoot }) {
  const marks = [];
  if (kind === "secondary") {
    marks.push(words.say("document.secondary"));
  }
  if (read === "part") {
    marks.push(words.say("document.part"));
  }
  const item = fill("document", { link: title, marks: marks.join(", ") });
  find(item, "a", HTMLAnchorElement).href = documentAddress(document, pageRoot);
  return item;
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
