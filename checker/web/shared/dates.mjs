/**
 * Days as text: `YYYY-MM-DD`, so that days in order are texts in order. Pure: the moment and the words
 * are arguments.
 *
 * What a browser knows of languages (`Intl`) is not asked about dates: opening it takes tens of
 * milliseconds, right when the page is to be used.
 *
 * @module
 */

import { formatMessage } from "./format-message.mjs";

const ZONE = "Europe/Oslo";
const DAY_MS = 24 * 60 * 60 * 1000;

/** @typedef {{ day: string, month: string, months: string[] }} DateWords how a language writes dates */

/**
 * @param {Date} moment
 * @returns {string} the day it is in Norway
 */
export function dayInNorway(moment) {
  if (typeof Temporal === "object") {
    const instant = Temporal.Instant.fromEpochMilliseconds(moment.getTime());
    return instant.toZonedDateTimeISO(ZONE).toPlainDate().toString();
  }
  return dayByTables(moment);
}

/**
 * The same for browsers without `Temporal`.
 *
 * @param {Date} moment
 * @returns {string}
 */
function dayByTables(moment) {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: ZONE,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  /** @type {Record<string, string>} */
  const parts = {};
  for (const { type, value } of format.formatToParts(moment)) {
    parts[type] = value;
  }
  return `${parts["year"]}-${parts["month"]}-${parts["day"]}`;
}

/**
 * @param {string} text
 * @returns {boolean} whether the text is a day that exists
 */
export function isDay(text) {
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === `${text}T00:00:00.000Z`;
}

/**
 * @param {string} from a day
 * @param {string} to a day
 * @returns {number} the nights between them
 */
export function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/**
 * @param {string} date a day, or a month `YYYY-MM`
 * @param {DateWords} words
 * @returns {string} the same in words
 */
export function dateInWords(date, words) {
  const [year = "", month = "", day] = date.split("-");
  const values = { year, month: words.months[Number(month) - 1] ?? "", day: Number(day) };
  return formatMessage(day === undefined ? words.month : words.day, values);
}
