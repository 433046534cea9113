/**
 * How things stand on a day. The rules have decided it for every day, and the page carries what they
 * decided: here the period is picked that the day lies in. Pure: the day is an argument.
 *
 * @module
 */

import { daysBetween } from "../shared/dates.mjs";

/** @import { Standing } from "../runtime/contract.mjs" */

/**
 * A standing from the day it begins until the next one does, and the deadline it runs up to.
 *
 * @typedef {[begins: string, standing: Standing, due: string | null]} Period
 */

/** @typedef {[authorities: string[], periods: Period[]]} Group no names stand for everybody else */

/**
 * How years stand from one on, and whether a source tells that the scheme is there so long.
 *
 * @typedef {[from: number, groups: Group[], known: 0 | 1]} Years
 */

/**
 * @typedef {object} SchemeData a scheme as the page carries it
 * @property {Years[]} years
 * @property {number} last_month the last month of a year in which it has had a deadline
 * @property {string} review_by
 */

/**
 * @typedef {object} Due a deadline as the page carries it
 * @property {"application" | "reporting"} kind
 * @property {string} date a day, or a month where no source gives the day
 * @property {boolean} [sender] whether a source names who has set it
 * @property {Period[]} [periods] of an application deadline that somebody has set
 */

/**
 * @typedef {object} Told how a planned year stands, for some of the applicants
 * @property {number} year
 * @property {string[]} authorities
 * @property {Standing} standing
 * @property {string | null} due
 * @property {boolean} known
 */

/** @typedef {"ahead" | "closing" | "tomorrow" | "last_day" | "this_month" | "later_month" | "passed"} Countdown */

/** A call that is known and not over. */
const ON = ["opens_later", "announced", "open"];

/** From how many days before it a deadline is said to close. */
const CLOSING_DAYS = 14;

/**
 * @param {readonly Period[]} periods
 * @param {string} today
 * @returns {Period} the one that the day lies in
 */
export function periodOn(periods, today) {
  return /** @type {Period} */ (periods.findLast(([begins]) => begins <= today));
}

/**
 * What there is to tell of a scheme: of this year and the next. Of a year that nothing is known of it
 * is told only while it is the one that is planned, and of the year before only while a call is on.
 *
 * @param {SchemeData} scheme
 * @param {string} today
 * @returns {Told[]}
 */
export function toldOn({ years, last_month: lastMonth }, today) {
  const [thisYear = 0, month = 0] = today.split("-").map(Number);
  const planned = thisYear + Number(month > lastMonth);
  return [thisYear - 1, thisYear, thisYear + 1].flatMap((year) => {
    const [, groups, known] = /** @type {Years} */ (years.findLast(([from]) => from <= year));
    return groups
      .map(([authorities, periods]) => {
        const [, standing, due] = periodOn(periods, today);
        return { year, authorities, standing, due, known: known === 1 };
      })
      .filter(({ standing }) =>
        year < thisYear ? ON.includes(standing) : standing !== "unknown_year" || year === planned,
      );
  });
}

/**
 * @param {string} date a deadline: a day, or a month
 * @param {string} today
 * @returns {{ state: Countdown, days: number }} how far it is; the days where they are known
 */
export function countdown(date, today) {
  if (hasPassed(date, today)) {
    return { state: "passed", days: 0 };
  }
  if (date.length === "YYYY-MM".length) {
    return { state: today.startsWith(date) ? "this_month" : "later_month", days: 0 };
  }
  const days = daysBetween(today, date);
  if (days > CLOSING_DAYS) {
    return { state: "ahead", days };
  }
  return { state: days === 0 ? "last_day" : days === 1 ? "tomorrow" : "closing", days };
}

/**
 * @param {string} date a day or a month
 * @param {string} today
 * @returns {boolean} whether all of it lies before today
 */
export function hasPassed(date, today) {
  return date < today.slice(0, date.length);
}
