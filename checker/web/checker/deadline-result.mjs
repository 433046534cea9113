/**
 * The deadlines of one scheme: the one that counts in short, and all of them with whose they are.
 *
 * @module
 */

import { fill } from "../shared/dom.mjs";
import { inWords } from "../shared/today.mjs";
import { sourceLine } from "./sources.mjs";

/** @import { DeadlineResult, SchemeResult } from "../runtime/contract.mjs" */
/** @import { RenderContext } from "./sources.mjs" */
/** @import { Words } from "../shared/words.mjs" */

/**
 * @param {SchemeResult} scheme
 * @param {number} year the planned year
 * @param {Words} words
 * @returns {{ deadline: string, certainty: string | null }} a date of another year is never this one's
 */
export function deadlineInShort({ deadlines, edition }, year, words) {
  const applications = deadlines.filter((one) => one.kind === "application");
  // The one that governs comes first.
  const [found] = applications;
  if (found === undefined) {
    return { deadline: words.say("deadline.none"), certainty: null };
  }
  const date = due(found, words);
  const certain = [words.say(`certainty.${found.certainty}`), ...precision(found, words)].join(", ");
  if (found.governing && found.of_planned_year) {
    return { deadline: date, certainty: certain };
  }
  const certainty = found.governing
    ? certain
    : `${found.authority === null ? words.say("deadline.nobody_short") : words.authority(found.authority)}, ${certain}`;
  return found.of_planned_year
    ? {
        deadline: words.say("deadline.not_yours"),
        certainty: words.say("deadline.elsewhere", { date, certainty }),
      }
    : {
        deadline: words.say("deadline.not_known", { year }),
        certainty: words.say("deadline.before", { edition, date, certainty }),
      };
}

/**
 * @param {DeadlineResult} deadline
 * @param {SchemeResult} scheme
 * @param {RenderContext} context
 * @returns {DocumentFragment}
 */
export function deadlineItem(deadline, scheme, context) {
  const { words } = context;
  const certainty = [words.say(`certainty.${deadline.certainty}`), ...precision(deadline, words)];
  if (!deadline.of_planned_year) {
    certainty.push(words.say("deadline.latest_edition", { edition: scheme.edition }));
  }
  return fill("deadline", {
    kind: words.say(`deadline.${deadline.kind}`),
    date: due(deadline, words),
    certainty: certainty.join(", "),
    whose: whose(deadline, words),
    note: deadline.note,
    weekend: deadline.weekend ? words.say("deadline.weekend") : null,
    source: sourceLine(deadline.source, context),
  });
}

/**
 * @param {DeadlineResult} deadline
 * @param {Words} words
 * @returns {string} the day, with the time of day where the source gives one
 */
function due({ date, time }, words) {
  const day = inWords(date);
  return time === null ? day : words.say("deadline.at", { date: day, time: time.replace(":", ".") });
}

/**
 * @param {DeadlineResult} deadline
 * @param {Words} words
 * @returns {string[]} that only the month is known, where that is so
 */
function precision(deadline, words) {
  return deadline.precision === "month" ? [words.say("deadline.month")] : [];
}

/**
 * @param {DeadlineResult} deadline
 * @param {Words} words
 * @returns {string} whose date it is
 */
function whose(deadline, words) {
  const { authority, national, applies, of_planned_year: current } = deadline;
  if (authority === null) {
    return words.say("deadline.nobody");
  }
  if (applies && deadline.for_granted) {
    return words.say(current ? "deadline.if_granted" : "deadline.if_granted_before");
  }
  if (national) {
    return words.say(current ? "deadline.national" : "deadline.national_before");
  }
  if (applies) {
    return words.say(current ? "deadline.governing" : "deadline.governing_before");
  }
  const other = current ? "deadline.other" : "deadline.other_before";
  return words.say(other, { authority: words.authority(authority) });
}
