/**
 * How a deadline, and an edition, stands on a day. Pure: the day is an argument.
 *
 * What has passed, what is out of date and what is to be reviewed is the same here as in
 * `tilskudd status`.
 *
 * @module
 */

import { daysBetween } from "./today.mjs";

/**
 * @typedef {object} Due a deadline as the page carries it
 * @property {"application" | "reporting"} kind
 * @property {string} date a day, or a month where no source gives the day
 * @property {string | null} opens the first day or month, where a source gives it
 * @property {string} certainty
 */

/**
 * @typedef {object} Edition a scheme's newest edition as the page carries it
 * @property {number} year
 * @property {string} review_by
 * @property {Due[]} deadlines its application deadlines
 */

/**
 * `ahead` is a deadline that is not out where no source says when it opens; `open` is known to be.
 *
 * @typedef {"not_open" | "open" | "ahead" | "closing" | "tomorrow" | "last_day" | "this_month"
 *   | "later_month" | "assumed" | "passed" | "assumed_passed"} DueState
 */

/** @typedef {{ state: DueState, days: number }} DueStanding `days` are those left, where known */

/**
 * `over`: its year is over, nothing of it is ahead, and there is no newer edition. `unknown`: no
 * source gives a deadline.
 *
 * @typedef {object} EditionStanding
 * @property {DueState | "over" | "unknown"} state
 * @property {number} days
 * @property {boolean} stale whether it should have been held against its sources by now
 */

/** From how many days before it a deadline is said to close. */
const CLOSING_DAYS = 14;

/**
 * @param {Due} due
 * @param {string} today
 * @returns {DueStanding}
 */
export function standing({ date, opens, certainty }, today) {
  const announced = certainty === "announced";
  /** @param {DueState} state */
  const unclear = (state) => ({ state, days: 0 });
  if (hasPassed(date, today)) {
    return unclear(announced ? "passed" : "assumed_passed");
  }
  if (!announced) {
    return unclear("assumed");
  }
  if (opens !== null && today.slice(0, opens.length) < opens) {
    return unclear("not_open");
  }
  if (isMonth(date)) {
    return unclear(today.startsWith(date) ? "this_month" : "later_month");
  }
  const days = daysBetween(today, date);
  if (days <= CLOSING_DAYS) {
    return { state: days === 0 ? "last_day" : days === 1 ? "tomorrow" : "closing", days };
  }
  // In a month of which only that much is known, it may not be open yet.
  const isOpen = opens !== null && (!isMonth(opens) || !today.startsWith(opens));
  return { state: isOpen ? "open" : "ahead", days };
}

/**
 * @param {Edition} edition
 * @param {string} today
 * @returns {EditionStanding}
 */
export function editionStanding({ year, review_by, deadlines }, today) {
  const stale = hasPassed(review_by, today);
  const [next] = deadlines
    .filter(({ date }) => !hasPassed(date, today))
    .toSorted((a, b) => sooner(a, b));
  if (next !== undefined) {
    return { ...standing(next, today), stale };
  }
  if (Number(today.slice(0, "YYYY".length)) > year) {
    return { state: "over", days: 0, stale };
  }
  const [last] = deadlines.toSorted((a, b) => sooner(a, b));
  return last === undefined
    ? { state: "unknown", days: 0, stale }
    : { ...standing(last, today), stale };
}

/**
 * @param {string} date a day or a month
 * @param {string} today
 * @returns {boolean} whether all of it lies before today
 */
export function hasPassed(date, today) {
  return date < today.slice(0, date.length);
}

/**
 * Announced wins over assumed, then the earlier over the later.
 *
 * @param {Due} a
 * @param {Due} b
 */
function sooner(a, b) {
  const assumed = Number(a.certainty !== "announced") - Number(b.certainty !== "announced");
  return assumed || (a.date < b.date ? -1 : Number(a.date > b.date));
}

/** @param {string} date */
function isMonth(date) {
  return date.length === "YYYY-MM".length;
}
