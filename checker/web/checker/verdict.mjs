/**
 * What comes of a result before its details: its place among the others, how it looks, and what is said
 * of it in few words.
 *
 * @module
 */

import { fill } from "../shared/dom.mjs";

/** @import { Eligibility, Evaluation, SchemeResult, Standing } from "../runtime/contract.mjs" */
/** @import { Words } from "../shared/words.mjs" */

/** @type {readonly Eligibility[]} */
const ORDER = ["eligible", "assessment", "unknown", "not_eligible"];

/** @type {readonly Standing[]} */
const STANDINGS = ["open", "announced", "opens_later", "not_announced", "unknown_year", "closed"];

/**
 * How a result looks; what it is stands in words beside it.
 * @typedef {"good" | "info" | "warn" | "neutral" | "bad"} Tone
 */

/**
 * @param {readonly SchemeResult[]} schemes
 * @returns {SchemeResult[]} those whose rules are met first, what is open before what is not, else in
 *   the catalogue's order
 */
export function inOrder(schemes) {
  /** @param {SchemeResult} one */
  const rank = ({ eligibility, standing }) =>
    STANDINGS.length * ORDER.indexOf(eligibility) + STANDINGS.indexOf(standing);
  return schemes.toSorted((a, b) => rank(a) - rank(b));
}

/**
 * @param {Evaluation} evaluation
 * @param {Words} words
 * @returns {string} what is open, and how many schemes got which verdict, in one short sentence
 */
export function inOneSentence({ schemes, outside }, words) {
  if (schemes.length + outside.length === 0) {
    return words.say("announce.none");
  }
  const open = schemes.filter((one) => one.standing === "open" && one.eligibility !== "not_eligible");
  const n = open.length;
  const counted = ORDER.map((verdict) => ({
    verdict,
    n: schemes.filter((scheme) => scheme.eligibility === verdict).length,
  }));
  const verdicts = counted
    .filter(({ n: found }) => found > 0)
    .map(({ verdict, n: found }) => words.say(`announce.${verdict}`, { n: found }));
  const said = [words.say(n ? "announce.open" : "announce.closed", { n })];
  if (verdicts.length) {
    said.push(words.say("announce.rules", { verdicts: verdicts.join(", ") }));
  }
  return said.join(" ");
}

/**
 * @param {SchemeResult} scheme
 * @returns {Tone} good only for what is open and whose rules are met
 */
export function tone({ standing, eligibility }) {
  if (eligibility === "not_eligible") {
    return "bad";
  }
  switch (standing) {
    case "open":
      return eligibility === "eligible" ? "good" : eligibility === "assessment" ? "warn" : "info";
    case "announced":
    case "opens_later":
      return eligibility === "assessment" ? "warn" : "info";
    case "closed":
    case "ended":
      return "neutral";
    default:
      return "warn";
  }
}

/**
 * @param {SchemeResult} scheme
 * @returns {Node[]} the verdict with its icon: first whether there is anything to apply for
 */
export function verdict(scheme) {
  const text = document.createElement("span");
  text.textContent = scheme.verdict;
  return [fill(`icon-${tone(scheme)}`), text];
}

/**
 * @param {SchemeResult} scheme
 * @param {number} year the planned year
 * @param {Words} words
 * @returns {string} how the year stands, in a few words
 */
export function standingInShort({ scheme, standing, missing }, year, words) {
  if (standing === "unknown_year" && words.isKnown(scheme, year)) {
    return words.say("standing.no_rules", { year });
  }
  const which = standing === "not_announced" && missing.includes("municipality");
  return words.say(which ? "standing.which_authority" : `standing.${standing}`, { year });
}
