/**
 * A search field in front of a long list of choices, after the ARIA pattern for a combobox with a
 * list box. The list of choices in the page stays the one that holds the answer.
 *
 * @module
 */

import { find } from "../shared/dom.mjs";

/** @import { Words } from "../shared/words.mjs" */

/** The most choices shown at once; more are found by typing more. */
const MOST = 12;

/**
 * @typedef {object} Choice
 * @property {string} value
 * @property {string} text
 * @property {string} key the text as it is searched
 * @property {string[]} former what it was called and numbered before
 */

/**
 * A list of choices with a search field. Both stand in the page from the start: without scripts the
 * list is shown, with them the field.
 */
export class Combobox {
  /** @type {Choice[] | undefined} */
  #read;
  /** @type {Choice[]} */
  #found = [];
  #active = -1;

  /**
   * @param {HTMLElement} box
   * @param {Words} words
   */
  constructor(box, words) {
    this.#select = find(box, "select", HTMLSelectElement);
    this.#input = find(box, "input", HTMLInputElement);
    this.#list = find(box, "[role=listbox]", HTMLUListElement);
    this.#count = find(box, "[role=status]", HTMLElement);
    this.#words = words;
    this.#listen();
    this.#takeOver();
  }

  #select;
  #words;
  #input;
  #list;
  #count;

  /** Read from the page when something is searched for, and not while the page is being set up. */
  get #choices() {
    this.#read ??= [...this.#select.options]
      .filter((option) => option.value !== "")
      .map(({ value, text, dataset }) => ({
        value,
        text,
        key: searchable(text),
        former: dataset["former"]?.split("; ") ?? [],
      }));
    return this.#read;
  }

  /** What was written before there was anybody to search is searched for now. */
  #takeOver() {
    if (this.#input.value === "") {
      this.#follow();
    } else if (this.#input === document.activeElement) {
      this.#search();
    } else {
      this.#leave();
    }
  }

  #listen() {
    this.#input.addEventListener("input", () => this.#search());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("blur", () => this.#leave());
    this.#input.addEventListener("click", () => this.#open());
    // The field's own change is not the answer's: that comes from the list behind it.
    this.#input.addEventListener("change", (event) => event.stopPropagation());
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
      const index = option === null ? -1 : [...this.#list.children].indexOf(option);
      this.#choose(this.#found[index]);
    });
    this.#select.addEventListener("restored", () => this.#follow());
  }

  /** Show what the list behind has chosen. */
  #follow() {
    const chosen = this.#select.selectedOptions[0];
    this.#input.value = this.#select.value === "" ? "" : (chosen?.text ?? "");
    this.#select.setCustomValidity("");
    this.#close();
  }

  #search() {
    this.#open();
    this.#count.textContent = this.#found.length
      ? this.#words.say("combobox.count", { n: this.#found.length })
      : this.#words.say("combobox.none");
  }

  #open() {
    const typed = searchable(this.#input.value);
    const chosen = this.#select.selectedOptions[0]?.text ?? "";
    // A field that shows a finished choice offers all the others, not that one alone.
    const query = this.#select.value !== "" && typed === searchable(chosen) ? "" : typed;
    this.#found = matching(this.#choices, query);
    this.#active = -1;
    this.#list.replaceChildren(...this.#found.slice(0, MOST).map((c, i) => this.#option(c, i)));
    this.#setExpanded(this.#found.length > 0 && query !== "");
    this.#markActive();
  }

  /**
   * @param {Choice} choice
   * @param {number} index
   */
  #option(choice, index) {
    const option = document.createElement("li");
    option.id = `${this.#list.id}-${index}`;
    option.role = "option";
    option.className = "ts-combobox__option";
    const former = formerly(choice, searchable(this.#input.value));
    option.textContent =
      former === undefined
        ? choice.text
        : this.#words.say("combobox.former", { name: choice.text, former });
    option.ariaSelected = String(choice.value === this.#select.value);
    return option;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const open = !this.#list.hidden;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        event.preventDefault();
        if (!open) {
          this.#open();
          this.#setExpanded(this.#list.children.length > 0);
        }
        this.#move(event.key === "ArrowDown" ? 1 : -1);
        break;
      case "Enter":
        if (open) {
          event.preventDefault();
          this.#choose(this.#found[Math.max(this.#active, 0)]);
        }
        break;
      case "Escape":
        if (open) {
          event.preventDefault();
          this.#close();
        } else {
          this.#input.value = "";
          this.#leave();
        }
        break;
    }
  }

  /** @param {number} step */
  #move(step) {
    const { length } = this.#list.children;
    if (length > 0) {
      const from = this.#active === -1 && step < 0 ? 0 : this.#active;
      this.#active = (from + step + length) % length;
      this.#markActive();
    }
  }

  #markActive() {
    for (const [index, option] of [...this.#list.children].entries()) {
      option.classList.toggle("ts-combobox__option--active", index === this.#active);
    }
    const active = this.#list.children[this.#active];
    if (active === undefined) {
      this.#input.removeAttribute("aria-activedescendant");
    } else {
      this.#input.setAttribute("aria-activedescendant", active.id);
      active.scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {boolean} expanded */
  #setExpanded(expanded) {
    this.#list.hidden = !expanded;
    this.#input.setAttribute("aria-expanded", String(expanded));
  }

  #close() {
    this.#setExpanded(false);
    this.#active = -1;
    this.#markActive();
    this.#count.textContent = "";
  }

  /** @param {Choice | undefined} choice */
  #choose(choice) {
    if (choice !== undefined) {
      this.#set(choice.value);
      this.#follow();
    }
  }

  /** The field is left: a name or a number written in full is a choice. */
  #leave() {
    const typed = searchable(this.#input.value);
    if (typed === "") {
      this.#set("");
      this.#follow();
      return;
    }
    const found = matching(this.#choices, typed);
    const exact = found.filter(({ key, former }) =>
      [key, ...former.map(searchable)].some(
        (name) => name === typed || name.split(" (").includes(typed),
      ),
    );
    const only = exact.length === 1 ? exact[0] : found.length === 1 ? found[0] : undefined;
    const shown = searchable(this.#select.selectedOptions[0]?.text ?? "");
    if (this.#select.value !== "" && typed === shown) {
      this.#close();
    } else if (only !== undefined) {
      this.#choose(only);
    } else {
      this.#close();
      this.#select.setCustomValidity(this.#words.say("combobox.none"));
      this.#set("", { always: true });
    }
  }

  /**
   * @param {string} value
   * @param {{ always?: boolean }} [options]
   */
  #set(value, { always = false } = {}) {
    const changed = this.#select.value !== value || this.#select.validity.customError;
    this.#select.value = value;
    if (changed && !always) {
      this.#select.setCustomValidity("");
    }
    if (changed || always) {
      this.#select.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
}

/**
 * @param {readonly Choice[]} choices
 * @param {string} query
 * @returns {Choice[]} those that hold the query now or before, the ones that begin with it first
 */
export function matching(choices, query) {
  /** @param {Choice} choice */
  const begins = ({ key, value }) => key.startsWith(query) || value.startsWith(query);
  const found = choices.filter(
    (choice) => choice.key.includes(query) || formerly(choice, query) !== undefined,
  );
  return [...found.filter(begins), ...found.filter((choice) => !begins(choice))];
}

/**
 * @param {Choice} choice
 * @param {string} query
 * @returns {string | undefined} what the choice was called before, where only that holds the query
 */
export function formerly({ key, former }, query) {
  return key.includes(query) ? undefined : former.find((name) => searchable(name).includes(query));
}

/**
 * @param {string} text
 * @returns {string}
 */
function searchable(text) {
  return text.toLocaleLowerCase("nb-NO").replace(/\s+/g, " ").trim();
}
