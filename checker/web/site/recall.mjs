/**
 * Every page asks whether its release is withdrawn, and says so where it is: at once where it has
 * heard it before, also without a network.
 *
 * What is heard is remembered only where it is about the reader's own release. A new release that
 * withdraws the kept one takes its place without being asked (service-worker.mjs) and says afterwards what
 * the reader had.
 *
 * @module
 */

import { find } from "../shared/dom.mjs";
import { counts, MOST_BYTES, readHeard, withdrawalsOf } from "./heard.mjs";
import { formatMessage } from "../shared/format-message.mjs";
import { inWords } from "../shared/today.mjs";
import { reload, reloadWhenNothingIsWritten, savesData, whenIdle } from "../offline/register-service-worker.mjs";

/** @import { Heard, Withdrawal } from "./heard.mjs" */

const ROOT = new URL("../", import.meta.url).href;
const ADDRESS = `${ROOT}release.json`;
/** Where the new edition's service worker leaves word of the one it replaced. */
const REPLACED = `${ROOT}replaced.json`;
/** Several sites may share a host, and what it remembers. */
const KEY = `ts-heard ${new URL(ROOT).pathname}`;
const PATIENCE_MS = 20_000;
/** A page that stays open asks again when the reader comes back to it after this. */
const AGAIN_MS = 60 * 60 * 1000;

class Recall {
  /** @type {string} what is shown */
  #shown = "";
  #asked = 0;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.#place = place;
    this.#said = find(place, "[data-part=said]", HTMLElement);
    this.#do = find(place, "[data-part=do]", HTMLElement);
    this.#button = find(this.#do, "button", HTMLButtonElement);
    this.#state = find(this.#do, "[role=status]", HTMLElement);
    this.#own = { release: place.dataset["release"] ?? "", made: place.dataset["made"] ?? "" };
    /** @type {Record<string, string>} */
    this.#words = JSON.parse(document.getElementById("ts-release-words")?.textContent ?? "{}");
  }

  #place;
  #said;
  #do;
  #button;
  #state;
  #own;
  #words;

  start() {
    const before = remembered();
    if (before !== undefined && this.#tell(before)) {
      this.#say(isOffline() ? "offline" : "");
    }
    whenIdle(() => void this.#ask());
    addEventListener("online", () => void this.#ask());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && Date.now() - this.#asked > AGAIN_MS) {
        void this.#ask();
      }
    });
    addEventListener("storage", ({ key }) => {
      const heard = key === KEY ? remembered() : undefined;
      if (heard !== undefined) {
        this.#tell(heard);
      }
    });
    void this.#tellOfReplaced();
  }

  /** Ask, tell, and where it is withdrawn, see to it that the new release comes. */
  async #ask() {
    this.#asked = Date.now();
    const heard = await this.#hear();
    if (heard !== undefined && this.#tell(heard) && !savesData()) {
      const registration = await registered();
      if (registration?.active) {
        this.#say("getting");
        if (await takeOver(registration)) {
          reloadWhenNothingIsWritten();
        } else {
          this.#say("");
        }
      }
    }
  }

  /**
   * @returns {Promise<Heard | undefined>} what counts; nothing where nothing can be heard
   */
  async #hear() {
    const text = isOffline() ? undefined : await fetchText().catch(() => undefined);
    const heard = text === undefined ? undefined : readHeard(text);
    if (text === undefined || heard === undefined) {
      return undefined;
    }
    const before = remembered();
    if (before !== undefined && !counts(heard, before, Date.now())) {
      return before;
    }
    remember(withdrawalsOf(this.#own, heard).length > 0 ? text : undefined);
    return heard;
  }

  /**
   * @param {Heard} heard
   * @returns {boolean} whether the reader's release is withdrawn
   */
  #tell(heard) {
    const found = withdrawalsOf(this.#own, heard);
    if (found.length > 0) {
      this.#show("withdrawn", found, "title", "advice");
      this.#button.textContent = this.#words["get"] ?? "";
      this.#button.onclick = () => void this.#bring();
    } else if (this.#place.dataset["state"] === "withdrawn") {
      this.#hide();
    }
    return found.length > 0;
  }

  /** A new release that has taken the place of a withdrawn one says so until it is read. */
  async #tellOfReplaced() {
    const { controller } = navigator.serviceWorker ?? {};
    const replaced = controller ? await leftWord() : undefined;
    if (replaced && replaced.withdrawn.length > 0 && this.#shown === "") {
      this.#show("replaced", replaced.withdrawn, "replaced", "replaced_now");
      this.#button.textContent = this.#words["close"] ?? "";
      this.#button.onclick = () => {
        controller?.postMessage("told");
        this.#hide();
        // The button that had the focus is gone.
        document.getElementById("innhold")?.focus({ preventScroll: true });
      };
    }
  }

  /**
   * @param {"withdrawn" | "replaced"} state
   * @param {readonly Withdrawal[]} withdrawals
   * @param {string} title
   * @param {string} advice
   */
  #show(state, withdrawals, title, advice) {
    const shown = JSON.stringify([state, withdrawals]);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    const language = document.documentElement.lang;
    const reasons = withdrawals.map(({ on, text }) => {
      const own = text[language];
      const since = formatMessage(this.#words["since"] ?? "", { day: inWords(on) });
      const reason = paragraph(`${own ?? text["nb"]} `);
      if (own === undefined) {
        reason.lang = "nb";
      }
      reason.append(Object.assign(document.createElement("span"), { textContent: since, lang: language }));
      return reason;
    });
    const heading = paragraph(this.#words[title] ?? "");
    heading.className = "tg-recall__title";
    this.#place.dataset["state"] = state;
    this.#said.replaceChildren(heading, ...reasons, paragraph(this.#words[advice] ?? ""));
    this.#do.hidden = false;
    this.#mark(state === "withdrawn");
  }

  #hide() {
    this.#shown = "";
    delete this.#place.dataset["state"];
    this.#said.replaceChildren();
    this.#do.hidden = true;
    this.#mark(false);
  }

  /**
   * What else on the page says so: the results, and a bar wherever the notice is out of sight.
   *
   * @param {boolean} withdrawn
   */
  #mark(withdrawn) {
    for (const one of document.querySelectorAll("[data-withdrawn]")) {
      /** @type {HTMLElement} */ (one).hidden = !withdrawn;
    }
    const bar = document.querySelector("[data-part=recall-bar]");
    if (bar instanceof HTMLElement) {
      bar.hidden = true;
      this.#watch?.disconnect();
      if (withdrawn) {
        this.#watch = new IntersectionObserver(([seen]) => {
          bar.hidden = seen?.isIntersecting ?? true;
        });
        this.#watch.observe(this.#place);
      }
    }
  }

  /** @type {IntersectionObserver | undefined} */
  #watch;

  /** The reader has asked for the new release. */
  async #bring() {
    this.#say("getting");
    const heard = await this.#hear();
    if (heard === undefined) {
      this.#say(isOffline() ? "offline" : "failed");
      return;
    }
    const registration = await registered();
    if (registration?.active && (await takeOver(registration))) {
      reload();
    } else if (await this.#isOnTheHost()) {
      // It cannot be kept here, or the page is not a kept one: then the reader gets it without.
      await registration?.unregister().catch(() => false);
      reload();
    } else {
      this.#say("failed");
    }
  }

  /** @returns {Promise<boolean>} whether the host has another release of this page, past all caches */
  async #isOnTheHost() {
    try {
      const page = await fetch(location.href, patient({ cache: "reload" }));
      const { release } = this.#own;
      // A page that is no more has a page in its place.
      return (page.ok || page.status === 404) && !(await page.text()).includes(release);
    } catch {
      return false;
    }
  }

  /** @param {string} state one of the words; none where there is nothing to say */
  #say(state) {
    this.#state.textContent = this.#words[state] ?? "";
  }
}

/**
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<boolean>} whether a new edition is now in the place of the kept one
 */
async function takeOver(registration) {
  try {
    await registration.update();
  } catch {
    // One that waits already will do.
  }
  const coming = registration.installing ?? registration.waiting;
  if (coming === null) {
    return false;
  }
  return new Promise((resolve) => {
    const watch = () => {
      if (coming.state === "installed") {
        coming.postMessage("take-over");
      } else if (coming.state === "activated" || coming.state === "redundant") {
        resolve(coming.state === "activated");
      }
    };
    coming.addEventListener("statechange", watch);
    watch();
  });
}

/** @returns {Promise<ServiceWorkerRegistration | undefined>} */
async function registered() {
  try {
    return await navigator.serviceWorker?.getRegistration();
  } catch {
    // Where storage is shut off.
    return undefined;
  }
}

/** @returns {Promise<Heard | undefined>} what the edition that was replaced was withdrawn for */
async function leftWord() {
  try {
    const found = await caches.match(REPLACED);
    return found && readHeard(await found.text());
  } catch {
    return undefined;
  }
}

/** @returns {Promise<string | undefined>} nothing where it is too large to be what it should be */
async function fetchText() {
  const response = await fetch(ADDRESS, patient({ cache: "no-cache", priority: "low" }));
  const reader = response.ok ? response.body?.getReader() : undefined;
  const decoder = new TextDecoder();
  let text = "";
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (text.length > MOST_BYTES) {
      await reader?.cancel();
      return undefined;
    }
  }
  return reader && text;
}

/**
 * @param {RequestInit} options
 * @returns {RequestInit} not to be waited for for ever, and from here or not at all
 */
function patient(options) {
  return { ...options, redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) };
}

/** @returns {boolean} whether the browser knows that there is no network */
function isOffline() {
  return navigator.onLine === false;
}

/** @returns {Heard | undefined} */
function remembered() {
  try {
    return readHeard(localStorage.getItem(KEY) ?? "");
  } catch {
    return undefined;
  }
}

/** @param {string | undefined} text nothing where there is nothing to remember */
function remember(text) {
  try {
    if (text === undefined) {
      localStorage.removeItem(KEY);
    } else {
      localStorage.setItem(KEY, text);
    }
  } catch {
    // It is then known for as long as the page lasts.
  }
}

/** @param {string} text */
function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

const place = document.querySelector("[data-module=recall]");
if (place instanceof HTMLElement) {
  new Recall(place).start();
}
