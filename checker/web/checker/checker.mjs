/**
 * The page: answers go in, the rules are asked, results come out. No rule and no amount is worked
 * out here.
 *
 * @module
 */

import { RulesClient, RulesError } from "../runtime/client.mjs";
import { fill, find, part, pause, slot } from "../shared/dom.mjs";
import { preview, today } from "../shared/today.mjs";
import { Words } from "../shared/words.mjs";
import { showAnswerSummary, showErrorSummary } from "./answer-summary.mjs";
import { Combobox } from "./combobox.mjs";
import { AnswerForm } from "./form.mjs";
import { showNext, showOverview } from "./overview.mjs";
import { Results } from "./results.mjs";
import { storeAnswers, storedAnswers } from "./stored-answers.mjs";
import { inOneSentence } from "./verdict.mjs";

/** @import { Evaluation, QuestionsResult, Refusal, Situation } from "../runtime/contract.mjs" */
/** @import { FormError } from "./questions/question.mjs" */

/** How long to wait for the next keystroke before the rules are asked. */
const PAUSE_MS = 150;

class Checker {
  /** @type {RulesClient | undefined} */
  #client;
  /** @type {AbortController | undefined} */
  #asking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** @type {FormError[]} */
  #errors = [];
  /** The controls that the reader has left, whose mistakes may be shown. */
  #left = new Set();

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    const language = root.dataset["language"] ?? "nb";
    const names = {
      authorities: json(root, "authorities"),
      documents: json(root, "documents"),
      known: json(root, "known"),
    };
    const words = new Words(json(root, "words"), names, language);
    this.#words = words;
    for (const box of root.querySelectorAll("[data-module=combobox]")) {
      new Combobox(/** @type {HTMLElement} */ (box), words);
    }
    this.#form = new AnswerForm(find(root, "form", HTMLFormElement), words);
    this.#results = new Results(part(root, "results"), {
      words,
      pageRoot: root.dataset["pageRoot"] ?? "",
      shortLabel: (answer) => this.#form.shortLabel(answer),
    });
  }

  #root;
  #words;
  #form;
  #results;

  /** In steps, so that the browser can draw, and take what the reader does, between them. */
  async start() {
    await pause();
    const stored = storedAnswers();
    this.#form.restore(stored?.state);
    this.#form.showOnly(stored?.shown ?? this.#form.firstQuestions);
    // Without this page's program a submitted form would put the answers in an address.
    find(this.#root, "button[type=submit]", HTMLButtonElement).disabled = false;
    this.#listen();
    this.#load();
    await pause();
    // Whoever moves a preview to another day wants the checker on it, whatever was stored.
    if (this.#asOf.value === "" || preview() !== null) {
      this.#fillToday();
    }
    await pause();
    this.#update({ all: true });
  }

  /** The rules have no clock: the page tells them the day, and the reader may change it. */
  #fillToday() {
    this.#asOf.value = today();
  }

  get #asOf() {
    return find(this.#form.element, "input[name=as_of]", HTMLInputElement);
  }

  #listen() {
    const form = this.#form.element;
    form.addEventListener("input", () => this.#soon());
    form.addEventListener("change", (event) => {
      this.#left.add(event.target);
      this.#soon();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#update({ all: true });
      this.#toResults();
    });
    this.#root.addEventListener("click", (event) => this.#click(event));
  }

  /** @param {Event} event */
  #click(event) {
    const clicked = event.target instanceof Element ? event.target : null;
    const target = clicked?.closest("[data-to], [data-action]");
    if (!(target instanceof HTMLElement)) {
      return;
    }
    const { to, action } = target.dataset;
    if (to !== undefined) {
      event.preventDefault();
      this.#form.focus(to);
    } else if (action === "restart") {
      this.#restart();
    } else if (action === "retry") {
      this.#load();
      this.#update({ all: true });
    }
  }

  #toResults() {
    const errors = part(this.#root, "errors");
    const results = part(this.#root, "results");
    const heading = results.hidden ? undefined : find(results, "h2", HTMLElement);
    const target = errors.hidden ? heading : errors;
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "start" });
  }

  #restart() {
    this.#form.clear();
    this.#results.clear();
    this.#left.clear();
    this.#fillToday();
    this.#form.showOnly(this.#form.firstQuestions);
    this.#update({ all: true });
    this.#say("announce.restarted");
    this.#form.focus(this.#form.firstQuestions[0] ?? "");
  }

  /** Load the rules, in place of those there may be. */
  #load() {
    this.#client?.close();
    this.#client = undefined;
    part(this.#root, "failure").replaceChildren();
    this.#say("stage.runtime", "loading");
    try {
      const client = new RulesClient((stage) => this.#say(`stage.${stage}`, "loading"));
      this.#client = client;
      void client.ready.then(
        (way) => {
          part(this.#root, "status").dataset["start"] = way;
          this.#root.dispatchEvent(new Event("ts-ready"));
        },
        // Whoever asks the rules hears of it, and tells the reader.
        () => {},
      );
    } catch (error) {
      this.#fail(error);
    }
  }

  #soon() {
    // At once: the page may be left before the pause is over.
    this.#store();
    this.#setBusy(true);
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#update(), PAUSE_MS);
  }

  /**
   * Read the form, store the answers and ask the rules.
   *
   * @param {{ all?: boolean }} [options] whether to show the mistakes in fields not yet left, too
   */
  #update({ all = false } = {}) {
    clearTimeout(this.#pause);
    const { situation, errors } = this.#form.read();
    this.#errors = errors.filter(
      ({ control }) =>
        all || control === undefined || control !== document.activeElement || this.#left.has(control),
    );
    this.#showErrors(this.#errors);
    this.#showAnswers(situation);
    this.#store();
    void this.#ask(situation);
  }

  #store() {
    storeAnswers({ state: this.#form.state, shown: this.#form.shown });
  }

  /** @param {Situation} situation */
  async #ask(situation) {
    this.#asking?.abort();
    const client = this.#client;
    if (client === undefined) {
      return;
    }
    this.#setBusy(true);
    const asking = new AbortController();
    this.#asking = asking;
    const text = JSON.stringify(situation);
    const { language } = this.#words;
    try {
      const [questions, evaluation] = await Promise.all([
        client.questions(text, language, asking.signal),
        client.check(text, language, asking.signal),
      ]);
      if (!asking.signal.aborted) {
        await this.#show(JSON.parse(questions), JSON.parse(evaluation), asking.signal);
      }
    } catch (error) {
      if (!asking.signal.aborted) {
        this.#fail(error);
      }
    }
  }

  /**
   * @param {QuestionsResult | Refusal} questions
   * @param {Evaluation | Refusal} evaluation
   * @param {AbortSignal} signal fires when other answers are on their way
   */
  async #show(questions, evaluation, signal) {
    if ("problems" in questions || "problems" in evaluation) {
      this.#refused(/** @type {Refusal} */ (evaluation));
      return;
    }
    this.#form.showQuestions(questions.questions);
    this.#form.showRows("grant_years_received", waitingForYears(evaluation));
    showOverview(this.#root, evaluation, this.#words);
    showNext(this.#root, questions.next, (answer) => this.#form.shortLabel(answer));
    slot(this.#root, "version").textContent = evaluation.rules_version;
    this.#showAnswers(evaluation.situation);
    this.#store();
    await this.#results.show(evaluation, signal);
    if (signal.aborted) {
      return;
    }
    this.#setBusy(false);
    part(this.#root, "status").dataset["state"] = "ready";
    this.#tell(inOneSentence(evaluation, this.#words));
  }

  /** @param {Refusal} refusal */
  #refused({ problems }) {
    const found = problems.map(({ field, message }) => ({
      answer: this.#form.answerAt(field),
      message,
    }));
    this.#showErrors([...this.#errors, ...found]);
    this.#setBusy(false);
    this.#say("announce.refused", "ready");
  }

  /** @param {readonly FormError[]} errors */
  #showErrors(errors) {
    this.#form.showErrors(errors);
    showErrorSummary(this.#root, errors);
  }

  /** @param {Situation} situation */
  #showAnswers(situation) {
    showAnswerSummary(this.#root, this.#form.describe(situation), situation);
  }

  /** @param {boolean} busy whether what is shown is older than the answers */
  #setBusy(busy) {
    part(this.#root, "overview").setAttribute("aria-busy", String(busy));
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#setBusy(false);
    const reason = error instanceof RulesError ? error.reason : "runtime";
    // The details are for whoever looks into it; the page says what a reader can do.
    console.warn(error);
    this.#client?.close();
    this.#client = undefined;
    part(this.#root, "failure").replaceChildren(
      fill("failure", { reason: this.#words.say(`failure.${reason}`) }),
    );
    this.#say("stage.failed", "failed");
  }

  /**
   * @param {string} key
   * @param {"loading" | "ready" | "failed"} [state]
   */
  #say(key, state) {
    if (state !== undefined) {
      part(this.#root, "status").dataset["state"] = state;
    }
    this.#tell(this.#words.say(key));
  }

  /** @param {string} text */
  #tell(text) {
    const announcement = part(this.#root, "announcement");
    if (announcement.textContent !== text) {
      announcement.textContent = text;
    }
  }
}

/**
 * @param {Evaluation} evaluation
 * @returns {string[]} the schemes that ask for how many years the applicant has had
 */
function waitingForYears({ schemes }) {
  return schemes
    .filter(({ missing }) => missing.includes("grant_years_received"))
    .map(({ scheme }) => scheme);
}

/**
 * @param {HTMLElement} root
 * @param {string} name
 */
function json(root, name) {
  return JSON.parse(part(root, name).textContent ?? "");
}

for (const root of document.querySelectorAll("[data-module=checker]")) {
  void new Checker(/** @type {HTMLElement} */ (root)).start();
}
