/**
 * The form: answers in, a situation out. It reads what was typed and decides nothing; how an answer is
 * read is its kind's affair (`questions/`).
 *
 * @module
 */

import { show } from "../shared/dom.mjs";
import { showError } from "./error-message.mjs";
import { moveTo } from "./navigation.mjs";
import { createQuestion } from "./questions/index.mjs";

/** @import { QuestionResult, Situation } from "../runtime/contract.mjs" */
/** @import { Described } from "./answer-summary.mjs" */
/** @import { FormError, Question, State } from "./questions/question.mjs" */
/** @import { Words } from "../shared/words.mjs" */

/** The checker's form. */
export class AnswerForm {
  /** @type {Map<string, Question>} by answer */
  #questions = new Map();

  /**
   * @param {HTMLFormElement} form
   * @param {Words} words
   */
  constructor(form, words) {
    this.element = form;
    for (const found of form.querySelectorAll("[data-answer]")) {
      const question = createQuestion(/** @type {HTMLElement} */ (found), words);
      this.#questions.set(question.answer, question);
    }
    /** The questions shown before anything is known, as the page says until they are shown or hidden. */
    this.firstQuestions = [...this.#questions.values()]
      .filter(({ element }) => !("later" in element.dataset))
      .map(({ answer }) => answer);
    form.addEventListener("change", (event) => this.#update(event.target));
    this.#update();
  }

  /**
   * Read every answer.
   *
   * @returns {{ situation: Situation, errors: FormError[] }}
   */
  read() {
    /** @type {Situation} */
    const situation = {};
    /** @type {FormError[]} */
    const errors = [];
    for (const question of this.#questions.values()) {
      const { value, error } = question.read();
      if (error !== undefined) {
        errors.push(error);
      } else if (value !== undefined) {
        situation[question.answer] = value;
      }
    }
    return { situation, errors };
  }

  /**
   * Show the questions that matter and hide the others; their answers stay.
   *
   * @param {readonly QuestionResult[]} relevant
   */
  showQuestions(relevant) {
    for (const { answer, options } of relevant) {
      if (options !== undefined) {
        this.#questions.get(answer)?.offer(options);
      }
    }
    this.showOnly(relevant.map(({ answer }) => answer));
  }

  /** @param {readonly string[]} answers */
  showOnly(answers) {
    for (const { answer, element } of this.#questions.values()) {
      showNow(element, "always" in element.dataset || answers.includes(answer));
    }
    for (const group of this.element.querySelectorAll("[data-group]")) {
      const shown = group.querySelector("[data-answer]:not([hidden])") !== null;
      showNow(/** @type {HTMLElement} */ (group), shown);
    }
  }

  /** @returns {string[]} the answers whose questions are shown */
  get shown() {
    return [...this.#questions.values()]
      .filter(({ element }) => !element.hidden)
      .map(({ answer }) => answer);
  }

  /**
   * Show the rows of a question that has one a scheme; a row with an answer is always shown.
   *
   * @param {string} answer
   * @param {readonly string[]} keys
   */
  showRows(answer, keys) {
    const question = this.#questions.get(answer);
    for (const row of question?.element.querySelectorAll("[data-key]") ?? []) {
      if (row instanceof HTMLElement) {
        const filled = question?.controls.some((one) => row.contains(one) && one.value !== "");
        show(row, filled || keys.includes(row.dataset["key"] ?? ""));
      }
    }
  }

  /**
   * @param {string} field the path of something wrong: an answer, or a place inside one
   * @returns {string} the answer; none where it is about the whole
   */
  answerAt(field) {
    // A scheme's own answer has a dot in its name, as a path has between its steps.
    const outer = [...this.#questions.keys()].filter(
      (answer) => field.startsWith(answer) && /^$|^[.[]/.test(field.slice(answer.length)),
    );
    return outer.sort((a, b) => b.length - a.length)[0] ?? "";
  }

  /**
   * @param {string} answer
   * @returns {string} what the question is called in a list
   */
  shortLabel(answer) {
    return this.#questions.get(answer)?.shortLabel ?? answer;
  }

  /**
   * Move to a question, as a link to it does.
   *
   * @param {string} answer
   */
  focus(answer) {
    const question = this.#questions.get(answer);
    if (question !== undefined) {
      showNow(question.element, true);
      moveTo(question.element);
    }
  }

  /**
   * Show what is wrong beside each question.
   *
   * @param {readonly FormError[]} errors
   */
  showErrors(errors) {
    for (const { answer, element } of this.#questions.values()) {
      showError(element, errors.find((error) => error.answer === answer)?.message);
    }
  }

  /**
   * @param {Situation} situation
   * @returns {Described[]} the answers that are in it, in words
   */
  describe(situation) {
    return [...this.#questions.values()]
      .filter(({ answer }) => answer in situation)
      .map((question) => ({
        answer: question.answer,
        label: question.shortLabel,
        value: question.describe(),
        shown: !question.element.hidden,
      }));
  }

  /** @returns {State} */
  get state() {
    /** @type {State} */
    const state = {};
    for (const question of this.#questions.values()) {
      question.save(state);
    }
    return state;
  }

  /**
   * Put stored answers back.
   *
   * @param {unknown} state what it is said to be, or anything else
   */
  restore(state) {
    if (typeof state !== "object" || state === null) {
      return;
    }
    for (const question of this.#questions.values()) {
      question.restore(/** @type {Record<string, unknown>} */ (state));
    }
    this.#update();
  }

  /** Forget every answer. */
  clear() {
    this.element.reset();
    for (const question of this.#questions.values()) {
      question.clear();
    }
    this.#update();
  }

  /** @param {EventTarget | null} [changed] the control that the reader has changed, if that is why */
  #update(changed = null) {
    for (const question of this.#questions.values()) {
      question.update(changed);
    }
  }
}

/**
 * Show or hide what the page itself may have hidden until now.
 *
 * @param {HTMLElement} element
 * @param {boolean} shown
 */
function showNow(element, shown) {
  delete element.dataset["later"];
  show(element, shown);
}
