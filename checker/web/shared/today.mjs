/**
 * Which day it is, how far it is to another, and how one is written. A day is `YYYY-MM-DD`, as text:
 * days in order are texts in order.
 *
 * What a browser knows of languages (`Intl`) is not asked about dates: opening it takes tens of
 * milliseconds, right when the page is to be used.
 *
 * @module
 */

import { sentence } from "./format-message.mjs";

const ZONE = "Europe/Oslo";
/** Kept for this tab only: the day a proof-reader has moved a preview to. Each build has its own. */
const KEY = "ts-dato";
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * @typedef {object} Preview what a build for proof-reading says of itself
 * @property {string} day the day it is shown as on
 * @property {string | null} refused what stood in the address and is no day
 */

/** @returns {string} today in Norway; on a preview the day it is shown as on */
export function today() {
  return preview()?.day ?? dayInNorway(new Date());
}

/**
 * The day of a preview, `?dato=` in the address first: only a preview build has any.
 *
 * @returns {Preview | null}
 */
export function preview() {
  const built = document.querySelector("meta[name=ts-preview]")?.getAttribute("content");
  if (!built) {
    return null;
  }
  const asked = new URLSearchParams(location.search).get("dato");
  if (asked !== null && isDay(asked)) {
    keep(built, asked);
    return { day: asked, refused: null };
  }
  return { day: kept(built) ?? built, refused: asked };
}

/**
 * @param {Date} moment
 * @returns {string}
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

/** @typedef {{ day: string, month: string, months: string[] }} DateWords how the page's language has it */

/**
 * @param {string} date a day, or a month `YYYY-MM`
 * @returns {string} the same in the page's words
 */
export function inWords(date) {
  const [year = "", month = "", day] = date.split("-");
  /** @type {DateWords} */
  const words = JSON.parse(document.getElementById("ts-date-words")?.textContent ?? "{}");
  const values = { year, month: words.months[Number(month) - 1] ?? "", day: Number(day) };
  return sentence(day === undefined ? words.month : words.day, values);
}

/**
 * @param {string} built
 * @param {string} day
 */
function keep(built, day) {
  try {
    sessionStorage.setItem(`${KEY} ${built}`, day);
  } catch {
    // The day then lasts as long as it stands in the address.
  }
}

/**
 * @param {string} built
 * @returns {string | null}
 */
function kept(built) {
  try {
    const day = sessionStorage.getItem(`${KEY} ${built}`);
    return day !== null && isDay(day) ? day : null;
  } catch {
    return null;
  }
}
