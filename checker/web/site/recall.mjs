/**
 * Every page asks whether its release is withdrawn, and says so where it is: at once where that is
 * remembered, also without a network.
 *
 * A new release that withdraws the cached one takes its place without being asked (service-worker.mjs)
 * and says afterwards what the reader had.
 *
 * @module
 */

import { savesData, whenIdle } from "../offline/register-service-worker.mjs";
import { registered, reload, reloadWhenNothingIsWritten, takeOver } from "../offline/take-over.mjs";
import { find } from "../shared/dom.mjs";
import { formatMessage } from "../shared/format-message.mjs";
import { inWords } from "../shared/today.mjs";
import {
  askForLatest,
  hasAnotherPage,
  isOffline,
  onRemembered,
  remembered,
  replacedRelease,
} from "./latest-release.mjs";
import { withdrawalsOf } from "./withdrawals.mjs";

/** @import { ReleaseFile, Withdrawal } from "./withdrawals.mjs" */

/** A page that stays open asks again when the reader comes back to it after this. */
const AGAIN_MS = 60 * 60 * 1000;

class Recall {
  /** @type {string} what is shown */
  #shown = "";
  #asked = 0;

  /** @param {HTMLElement} notice */
  constructor(notice) {
    this.#notice = notice;
    this.#said = find(notice, "[data-part=said]", HTMLElement);
    this.#do = find(notice, "[data-part=do]", HTMLElement);
    this.#button = find(this.#do, "button", HTMLButtonElement);
    this.#state = find(this.#do, "[role=status]", HTMLElement);
    this.#own = { release: notice.dataset["release"] ?? "", made: notice.dataset["made"] ?? "" };
    /** @type {Record<string, string>} */
    this.#words = JSON.parse(document.getElementById("ts-release-words")?.textContent ?? "{}");
  }

  #notice;
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
    onRemembered((file) => this.#tell(file));
    void this.#tellOfReplaced();
  }

  /** Ask, tell, and where it is withdrawn, see to it that the new release comes. */
  async #ask() {
    this.#asked = Date.now();
    const file = await askForLatest(this.#own);
    if (file !== undefined && this.#tell(file) && !savesData()) {
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
   * @param {ReleaseFile} file
   * @returns {boolean} whether the reader's release is withdrawn
   */
  #tell(file) {
    const found = withdrawalsOf(this.#own, file);
    if (found.length > 0) {
      this.#show("withdrawn", found, "title", "advice");
      this.#button.textContent = this.#words["get"] ?? "";
      this.#button.onclick = () => void this.#bring();
    } else if (this.#notice.dataset["state"] === "withdrawn") {
      this.#hide();
    }
    return found.length > 0;
  }

  /** A new release that has taken the place of a withdrawn one says so until it is read. */
  async #tellOfReplaced() {
    const { controller } = navigator.serviceWorker ?? {};
    const replaced = controller ? await replacedRelease() : undefined;
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
    this.#notice.dataset["state"] = state;
    this.#said.replaceChildren(heading, ...reasons, paragraph(this.#words[advice] ?? ""));
    this.#do.hidden = false;
    this.#mark(state === "withdrawn");
  }

  #hide() {
    this.#shown = "";
    delete this.#notice.dataset["state"];
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
        this.#watch.observe(this.#notice);
      }
    }
  }

  /** @type {IntersectionObserver | undefined} */
  #watch;

  /** The reader has asked for the new release. */
  async #bring() {
    this.#say("getting");
    const file = await askForLatest(this.#own);
    if (file === undefined) {
      this.#say(isOffline() ? "offline" : "failed");
      return;
    }
    const registration = await registered();
    if (registration?.active && (await takeOver(registration))) {
      reload();
    } else if (await hasAnotherPage(this.#own)) {
      // It cannot be cached here, or the page is not from a cache: then the reader gets it without.
      await registration?.unregister().catch(() => false);
      reload();
    } else {
      this.#say("failed");
    }
  }

  /** @param {string} state one of the words; none where there is nothing to say */
  #say(state) {
    this.#state.textContent = this.#words[state] ?? "";
  }
}

/** @param {string} text */
function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

const notice = document.querySelector("[data-module=recall]");
if (notice instanceof HTMLElement) {
  new Recall(notice).start();
}
