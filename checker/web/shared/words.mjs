/**
 * The page's words, which stand in its HTML, and numbers the Norwegian way.
 *
 * @module
 */

import { formatMessage } from "./format-message.mjs";

/** @import { Values } from "./format-message.mjs" */

const NO_BREAK_SPACE = "\u00a0";

/** The words of one page. */
export class Words {
  /**
   * @param {Record<string, string | Record<string, string>>} words the page's block of words
   * @param {object} names
   * @param {Record<string, string>} names.authorities by id
   * @param {Record<string, string>} names.documents their titles by id
   * @param {Record<string, number>} names.known by scheme, the last year that a source tells of it
   * @param {string} language `nb` or `nn`
   */
  constructor(words, { authorities, documents, known }, language) {
    this.language = language;
    this.#words = words;
    this.#authorities = authorities;
    this.#documents = documents;
    this.#known = known;
    const locale = `${language}-NO`;
    this.#plural = atFirstUse(() => new Intl.PluralRules(locale));
    this.#number = atFirstUse(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }));
    this.#list = atFirstUse(() => new Intl.ListFormat(locale));
    this.#choice = atFirstUse(() => new Intl.ListFormat(locale, { type: "disjunction" }));
  }

  #words;
  #authorities;
  #documents;
  #known;
  #plural;
  #number;
  #list;
  #choice;

  /**
   * @param {string} key
   * @param {Values} [values] what goes into the sentence's braces
   * @returns {string}
   */
  say(key, values = {}) {
    const found = this.#words[key];
    if (found === undefined) {
      throw new TypeError(`The page has no words for ${key}`);
    }
    const text =
      typeof found === "string" ? found : found[this.#plural().select(Number(values["n"]))];
    return formatMessage(text ?? "", values);
  }

  /**
   * @param {string} key
   * @returns {boolean}
   */
  has(key) {
    return Object.hasOwn(this.#words, key);
  }

  /**
   * @param {number} amount whole kroner
   * @returns {string}
   */
  kroner(amount) {
    return this.say("kroner", { n: this.number(amount) });
  }

  /**
   * @param {{ first: number, last: number }} years
   * @returns {string} the calendar years that an amount is for
   */
  period({ first, last }) {
    return this.say(first === last ? "period.one" : "period.several", { first, last });
  }

  /**
   * @param {number} value
   * @returns {string}
   */
  number(value) {
    return this.#number().format(value).replaceAll(" ", NO_BREAK_SPACE);
  }

  /**
   * @param {readonly string[]} items
   * @returns {string} the items as a sentence lists them
   */
  list(items) {
    return this.#list().format(items);
  }

  /**
   * @param {readonly string[]} items
   * @returns {string} the items as a sentence lists choices
   */
  choice(items) {
    return this.#choice().format(items);
  }

  /**
   * @param {string} id
   * @returns {string} the authority's name
   */
  authority(id) {
    return this.#authorities[id] ?? id;
  }

  /**
   * @param {string} id
   * @returns {string} the document's title
   */
  document(id) {
    return this.#documents[id] ?? id;
  }

  /**
   * @param {string} scheme
   * @param {number} year
   * @returns {boolean} whether a source tells that the scheme is there in a year without rules
   */
  isKnown(scheme, year) {
    return year <= (this.#known[scheme] ?? 0);
  }
}

/**
 * A browser's tables of how a language writes things take long to open: a form that waits for its
 * first answer needs none of them yet.
 *
 * @template T
 * @param {() => T} make
 * @returns {() => T} the same one each time, made when it is first asked for
 */
function atFirstUse(make) {
  /** @type {T | undefined} */
  let made;
  return () => (made ??= make());
}
