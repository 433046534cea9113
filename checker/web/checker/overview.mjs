/**
 * The results at a glance, beside the form: a line a scheme, and the question to answer next.
 *
 * @module
 */

import { element, find, part, show, slot, templateText } from "../shared/dom.mjs";
import { amountInShort } from "./amount-result.mjs";
import { leadTo } from "./navigation.mjs";
import { cardId } from "./scheme-card.mjs";
import { inOrder, tone, verdict } from "./verdict.mjs";

/** @import { Evaluation, SchemeResult } from "../runtime/contract.mjs" */
/** @import { Words } from "../shared/words.mjs" */

/**
 * @param {HTMLElement} root the checker
 * @param {Evaluation} evaluation
 * @param {Words} words
 */
export function showOverview(root, { schemes, outside, situation }, words) {
  const year = Number(situation["year"]);
  const items = inOrder(schemes).map((scheme) => overviewItem(scheme, year, words));
  const ended = outside.filter(({ standing }) => standing === "ended");
  slot(root, "overview-ended").textContent = words.list(ended.map(({ name }) => name));
  show(part(root, "overview-ended"), ended.length > 0);
  slot(root, "overview").replaceChildren(...items);
  const empty = part(root, "overview-empty");
  empty.textContent = templateText("words-empty");
  show(empty, items.length + ended.length === 0);
  show(part(root, "overview-standing"), items.length > 0);
}

/**
 * @param {SchemeResult} scheme
 * @param {number} year the planned year
 * @param {Words} words
 */
function overviewItem(scheme, year, words) {
  const refused = scheme.eligibility === "not_eligible";
  const item = element("overview-item", {
    link: scheme.short_name,
    verdict: verdict(scheme),
    amount: refused ? null : amountInShort(scheme, year, words),
  });
  find(item, "a", HTMLAnchorElement).href = `#${cardId(scheme)}`;
  item.dataset["verdict"] = scheme.eligibility;
  item.dataset["tone"] = tone(scheme);
  return item;
}

/**
 * @param {HTMLElement} root the checker
 * @param {string | null} answer the question that can still change most
 * @param {(answer: string) => string} shortLabel
 */
export function showNext(root, answer, shortLabel) {
  const link = /** @type {HTMLAnchorElement} */ (slot(root, "next"));
  if (answer !== null) {
    link.textContent = shortLabel(answer);
    leadTo(link, answer);
  }
  show(part(root, "next"), answer !== null);
}
