/**
 * Say on the page how its dates stand today, in the places that wait for it. The dates and the words
 * are the page's own.
 *
 * @module
 */

import { sentence } from "./sentence.mjs";
import { editionStanding, hasPassed, standing } from "./standing.mjs";
import { inWords, today } from "./today.mjs";

/** @import { Values } from "./sentence.mjs" */
/** @import { Due } from "./standing.mjs" */

/** @typedef {Record<string, string>} Sentences */
/** @typedef {{ application: Sentences, reporting: Sentences, edition: Sentences, timeline: Sentences }} DayWords */

/** @type {DayWords} */
const words = JSON.parse(document.getElementById("ts-day-words")?.textContent ?? "{}");
const day = today();

for (const place of places("[data-due]")) {
  const due = JSON.parse(place.dataset["due"] ?? "");
  const { state, days } = standing(due, day);
  const said = due.kind === "reporting" ? words.reporting : words.application;
  place.replaceChildren(tag(state, say(said, state, { days })));
}

for (const place of places("[data-edition]")) {
  const { state, days, stale } = editionStanding(JSON.parse(place.dataset["edition"] ?? ""), day);
  const said = { ...words.application, ...words.edition };
  const tags = [tag(state, say(said, state, { days }))];
  if (stale) {
    tags.push(tag("stale", say(said, "stale")));
  }
  place.replaceChildren(...tags.flatMap((one, index) => (index ? [" ", one] : [one])));
}

for (const place of places("[data-review-by]")) {
  if (hasPassed(place.dataset["reviewBy"] ?? "", day)) {
    place.replaceChildren(tag("stale", say(words.edition, "stale")));
  }
}

for (const timeline of places("[data-module=timeline]")) {
  arrange(timeline);
}

/**
 * Put what is ahead first, the nearest on top, and what has passed below it, the latest on top.
 *
 * @param {HTMLElement} timeline
 */
function arrange(timeline) {
  const now = timeline.querySelector("[data-part=today]");
  const items = [...timeline.querySelectorAll("li")].filter((item) => item !== now);
  const dates = new Map(items.map((item) => [item, dueOf(item).date]));
  const passed = items.filter((item) => hasPassed(dates.get(item) ?? "", day));
  const ahead = items.filter((item) => !passed.includes(item));
  for (const item of passed) {
    item.dataset["passed"] = "";
  }
  if (now !== null) {
    const state = ahead.length === 0 ? "none" : ahead.length === 1 ? "one" : "some";
    const said = {
      "[data-slot=day]": say(words.timeline, "today", { date: inWords(day) }),
      "[data-slot=count]": say(words.timeline, state, { n: ahead.length }),
    };
    for (const [selector, text] of Object.entries(said)) {
      now.querySelector(selector)?.replaceChildren(text);
    }
    timeline.append(now, ...ahead, ...passed.toReversed());
  }
  timeline.dataset["arranged"] = "";
}

/**
 * @param {HTMLElement} item
 * @returns {Due}
 */
function dueOf(item) {
  return JSON.parse(item.querySelector("[data-due]")?.getAttribute("data-due") ?? "");
}

/**
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
function places(selector) {
  return [...document.querySelectorAll(selector)].filter((one) => one instanceof HTMLElement);
}

/**
 * @param {string} state
 * @param {string} text
 */
function tag(state, text) {
  const made = document.createElement("span");
  made.className = `tg-tag tg-day-tag tg-day-tag--${state}`;
  made.textContent = text;
  return made;
}

/**
 * @param {Sentences} said
 * @param {string} key
 * @param {Values} [values] what goes into the sentence's braces
 */
function say(said, key, values = {}) {
  return sentence(said[key] ?? "", values);
}
