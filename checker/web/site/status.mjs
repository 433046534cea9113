/**
 * Say on the page how things stand today, wherever it waits for that. What is so on which day, and
 * the words, are the page's own.
 *
 * @module
 */

import { formatMessage } from "../shared/format-message.mjs";
import { countdown, hasPassed, periodOn, toldOn } from "./deadline-status.mjs";
import { inWords, today } from "../shared/today.mjs";

/** @import { Values } from "../shared/format-message.mjs" */
/** @import { Standing } from "../runtime/contract.mjs" */
/** @import { Due, SchemeData, Told } from "./deadline-status.mjs" */

/** @typedef {Record<string, string>} Sentences */
/**
 * @typedef {object} DayWords
 * @property {Sentences} standing
 * @property {Sentences} countdown
 * @property {Sentences} date what is said of a date that says nothing of whether anything is open
 * @property {Sentences} other what is said of reports and of earlier rounds
 * @property {Sentences} scheme
 * @property {Sentences} timeline
 */

/** @type {DayWords} */
const words = JSON.parse(document.getElementById("ts-day-words")?.textContent ?? "{}");
const day = today();

for (const element of elements("[data-due]")) {
  element.replaceChildren(dueTag(dueOf(element)));
}

for (const element of elements("[data-periods]")) {
  const [, standing, due] = periodOn(JSON.parse(element.dataset["periods"] ?? ""), day);
  element.replaceChildren(standingTag(standing, due));
}

for (const element of elements("[data-scheme]")) {
  const scheme = /** @type {SchemeData} */ (JSON.parse(element.dataset["scheme"] ?? ""));
  const parts = schemeParts(toldOn(scheme, day), "inWords" in element.dataset);
  if (hasPassed(scheme.review_by, day) && parts.length) {
    parts.push(tag(["stale"], words.scheme["stale"]));
  }
  element.replaceChildren(...parts.flatMap((part, index) => (index ? [" ", part] : [part])));
}

for (const element of elements("[data-review-by]")) {
  if (hasPassed(element.dataset["reviewBy"] ?? "", day)) {
    element.replaceChildren(tag(["stale"], words.scheme["stale"]));
  }
}

for (const timeline of elements("[data-module=timeline]")) {
  arrange(timeline);
}

for (const element of elements("[data-today]")) {
  const dates = [...(element.closest("[data-module=timeline]") ?? document).querySelectorAll("[data-due]")]
    .map(dueOf)
    .filter(({ kind, date }) => kind === "application" && !hasPassed(date, day));
  const state = dates.length === 0 ? "none" : dates.length === 1 ? "one" : "some";
  const said = { day: say(words.timeline["today"], { date: inWords(day) }), count: say(words.timeline[state], { n: dates.length }) };
  for (const [slot, text] of Object.entries(said)) {
    element.querySelector(`[data-slot=${slot}]`)?.replaceChildren(text);
  }
}

/**
 * Put what is ahead first, the nearest on top, and what has passed below it, the latest on top.
 *
 * @param {HTMLElement} timeline
 */
function arrange(timeline) {
  const now = timeline.querySelector("[data-today]");
  const items = [...timeline.querySelectorAll("li")].filter((item) => item !== now);
  const passed = items.filter((item) => hasPassed(dueOf(item.querySelector("[data-due]")).date, day));
  for (const item of passed) {
    item.dataset["passed"] = "";
  }
  const ahead = items.filter((item) => !passed.includes(item));
  timeline.append(...(now ? [now] : []), ...ahead, ...passed.toReversed());
  timeline.dataset["arranged"] = "";
}

/**
 * @param {readonly Told[]} told
 * @param {boolean} wholeSentences whether what is not known is said in a sentence
 * @returns {HTMLElement[]} nothing of a scheme that is over: that is on the page already
 */
function schemeParts(told, wholeSentences) {
  if (told.every(({ standing }) => standing === "ended")) {
    return [];
  }
  /** @type {HTMLElement[]} */
  const parts = [];
  let labelled = 0;
  for (const { year, authorities, standing, due, known } of merged(told)) {
    if (standing === "ended") {
      parts.push(tag([standing], say(words.scheme["ended_from"], { year })));
    } else if (standing === "unknown_year") {
      const key = known ? "no_rules" : "unknown_year";
      parts.push(
        wholeSentences
          ? strong(say(words.scheme[key], { year }))
          : tag([standing], say(words.standing[key], { year })),
      );
    } else {
      if (year !== labelled) {
        parts.push(strong(say(words.scheme["year"], { year })));
        labelled = year;
      }
      parts.push(standingTag(standing, due, whose(authorities, told)));
    }
  }
  return parts;
}

/**
 * Those that stand alike today are told together.
 *
 * @param {readonly Told[]} told
 * @returns {Told[]}
 */
function merged(told) {
  /** @type {Map<string, Told>} */
  const found = new Map();
  for (const one of told) {
    const key = [one.year, one.standing, one.due].join();
    const before = found.get(key);
    const everybody = [before, one].some((group) => group?.authorities.length === 0);
    const authorities = [...(before?.authorities ?? []), ...one.authorities];
    found.set(key, { ...one, authorities: everybody ? [] : authorities });
  }
  return [...found.values()];
}

/**
 * @param {readonly string[]} authorities
 * @param {readonly Told[]} told
 * @returns {string} nothing where everybody stands alike
 */
function whose(authorities, told) {
  if (authorities.length === 0) {
    return told.some((one) => one.authorities.length > 0) ? (words.scheme["others"] ?? "") : "";
  }
  return authorities.length > 2
    ? say(words.scheme["several"], { n: authorities.length })
    : authorities.join(", ");
}

/**
 * @param {Standing} standing
 * @param {string | null} due
 * @param {string} [authorities]
 */
function standingTag(standing, due, authorities = "") {
  const { state, days } = due === null ? { state: "", days: 0 } : countdown(due, day);
  const left = standing === "announced" || standing === "open" ? words.countdown[state] : undefined;
  const bare = words.standing[standing] ?? "";
  const said = left === undefined ? bare : `${bare}, ${say(left, { days })}`;
  const text = authorities === "" ? said : `${authorities}: ${said.charAt(0).toLowerCase()}${said.slice(1)}`;
  const isUrgent = left !== undefined && ["closing", "tomorrow", "last_day"].includes(state);
  return tag(isUrgent ? [standing, "urgent"] : [standing], text);
}

/** @param {Due} due */
function dueTag({ date, sender, periods }) {
  const { state, days } = countdown(date, day);
  if (periods !== undefined) {
    const [, standing, until] = periodOn(periods, day);
    if (standing !== "not_announced") {
      return standingTag(standing, until);
    }
    return state === "passed"
      ? tag(["date"], words.date["passed"])
      : tag([standing], words.date["assumed"]);
  }
  if (sender === false) {
    return tag(["date"], words.date[state === "passed" ? "passed" : "nobody"]);
  }
  return tag(["date"], say(words.other[state], { days }));
}

/** @param {Element | null} element */
function dueOf(element) {
  return /** @type {Due} */ (JSON.parse(element?.getAttribute("data-due") ?? ""));
}

/**
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
function elements(selector) {
  return [...document.querySelectorAll(selector)].filter((one) => one instanceof HTMLElement);
}

/**
 * @param {readonly string[]} looks
 * @param {string} [text]
 */
function tag(looks, text = "") {
  const made = document.createElement("span");
  made.className = ["tg-tag", "tg-day-tag", ...looks.map((one) => `tg-day-tag--${one}`)].join(" ");
  made.textContent = text;
  return made;
}

/** @param {string} text */
function strong(text) {
  const made = document.createElement("strong");
  made.textContent = text;
  return made;
}

/**
 * @param {string | undefined} said
 * @param {Values} values what goes into the sentence's braces
 */
function say(said, values) {
  return formatMessage(said ?? "", values);
}
