/**
 * Which day the page is shown as on, and how the page writes one.
 *
 * @module
 */

import { dateInWords, dayInNorway, isDay } from "./dates.mjs";

/** Kept for this tab only: the day a proof-reader has moved a preview to. Each build has its own. */
const KEY = "ts-dato";

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
    store(built, asked);
    return { day: asked, refused: null };
  }
  return { day: stored(built) ?? built, refused: asked };
}

/**
 * @param {string} date a day, or a month `YYYY-MM`
 * @returns {string} the same in the page's words
 */
export function inWords(date) {
  return dateInWords(date, JSON.parse(document.getElementById("ts-date-words")?.textContent ?? "{}"));
}

/**
 * @param {string} built
 * @param {string} day
 */
function store(built, day) {
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
function stored(built) {
  try {
    const day = sessionStorage.getItem(`${KEY} ${built}`);
    return day !== null && isDay(day) ? day : null;
  } catch {
    return null;
  }
}
