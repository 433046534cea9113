/**
 * One of the measures that the rules of the year know.
 *
 * @module
 */

import { element, find, slot } from "../../shared/dom.mjs";
import { ChoiceQuestion } from "./choice.mjs";
import { storedTexts } from "./question.mjs";

/** @import { OptionResult } from "../../runtime/contract.mjs" */
/** @import { Words } from "../../shared/words.mjs" */
/** @import { State } from "./question.mjs" */

export class MeasureQuestion extends ChoiceQuestion {
  /** The option chosen last, kept while it is not on offer. */
  #chosen = "";

  /**
   * @override
   * @param {State} state
   */
  save(state) {
    this.#chosen = this.checked[0] ?? this.#chosen;
    state[this.answer] = [this.#chosen];
  }

  /**
   * @override
   * @param {Record<string, unknown>} state
   */
  restore(state) {
    super.restore(state);
    this.#chosen = storedTexts(state, this.answer)[0] ?? this.#chosen;
  }

  /** @override */
  clear() {
    this.#chosen = "";
    super.clear();
  }

  /**
   * The one chosen stays, and the rules say where the year does not know it.
   *
   * @override
   * @param {readonly OptionResult[]} options
   */
  offer(options) {
    const list = slot(this.element, "options");
    // The options are made anew each time the rules answer: whoever goes through them by keyboard stays.
    const focused = document.activeElement;
    const focusedValue =
      focused instanceof HTMLInputElement && list.contains(focused) ? focused.value : undefined;
    // «Do not know» is the page's own, no option of the rules.
    const unknown = list.lastElementChild;
    /** @type {(string | Node)[]} */
    const offered = [];
    for (const [group, members] of grouped(options, this.words)) {
      if (group !== "") {
        offered.push(element("option-group", { label: group }));
      }
      offered.push(...members.map((option) => this.#option(option)));
    }
    list.replaceChildren(...offered, ...(unknown === null ? [] : [unknown]));
    if (focusedValue !== undefined) {
      const same = list.querySelector(`input[value="${CSS.escape(focusedValue)}"]`);
      /** @type {HTMLInputElement | null} */ (same)?.focus({ preventScroll: true });
    }
  }

  /**
   * @param {OptionResult} option
   * @returns {HTMLElement}
   */
  #option(option) {
    const choice = element("option", { label: option.label });
    const input = find(choice, "input", HTMLInputElement);
    input.id = `f-${this.answer}-${option.id}`;
    input.name = this.answer;
    input.value = option.id;
    input.checked = option.id === this.#chosen;
    choice.classList.toggle("ts-choice--apart", option.group === undefined);
    find(choice, "label", HTMLLabelElement).htmlFor = input.id;
    return choice;
  }
}

/**
 * Gather options under their groups. One that belongs to several groups stands once, under all.
 *
 * @param {readonly OptionResult[]} options
 * @param {Words} words
 * @returns {Map<string, OptionResult[]>} by the groups' names; by none for those outside
 */
export function grouped(options, words) {
  /** @type {Map<string, { option: OptionResult, groups: string[] }>} */
  const byId = new Map();
  for (const option of options) {
    const entry = byId.get(option.id) ?? { option, groups: [] };
    byId.set(option.id, entry);
    if (option.group !== undefined) {
      entry.groups.push(option.group);
    }
  }
  /** @type {Map<string, OptionResult[]>} */
  const result = new Map();
  for (const { option, groups } of byId.values()) {
    const group = words.list(groups);
    result.set(group, [...(result.get(group) ?? []), option]);
  }
  return result;
}
