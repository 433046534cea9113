/**
 * The results: a card a scheme, what is open and met first, and what is said of them together.
 *
 * @module
 */

import { element, fill, find, pause, show, slot } from "../shared/dom.mjs";
import { keepOpen, schemeCard } from "./scheme-card.mjs";
import { sourceLine } from "./sources.mjs";
import { inOrder } from "./verdict.mjs";

/** @import { Evaluation, FrameGrowthResult, OutsideResult, SchemeResult } from "../runtime/contract.mjs" */
/** @import { Words } from "../shared/words.mjs" */

/** The part of the page that shows the results. */
export class Results {
  /** @type {Map<string, { text: string, card: HTMLElement }>} */
  #cards = new Map();

  /**
   * @param {HTMLElement} root
   * @param {object} context
   * @param {Words} context.words
   * @param {string} context.pageRoot
   * @param {(answer: string) => string} context.shortLabel
   */
  constructor(root, { words, pageRoot, shortLabel }) {
    this.#root = root;
    this.#context = { words, pageRoot };
    this.#shortLabel = shortLabel;
  }

  #root;
  #context;
  #shortLabel;

  /**
   * @param {Evaluation} evaluation
   * @param {AbortSignal} signal fires when other results are on their way
   */
  async show(evaluation, signal) {
    const year = Number(evaluation.situation["year"]);
    const sorted = inOrder(evaluation.schemes);
    const cards = [];
    for (const scheme of sorted) {
      // All the cards at once are a long task on a slow device, just while its reader types.
      await pause();
      if (signal.aborted) {
        return;
      }
      cards.push(this.#card(scheme, year));
    }
    const restoreFocus = rememberFocus(this.#root);
    slot(this.#root, "across").replaceChildren(...this.#across(evaluation));
    slot(this.#root, "cards").replaceChildren(...cards);
    slot(this.#root, "frame").replaceChildren(...this.#frame(evaluation));
    slot(this.#root, "year").textContent = String(year);
    const { outside } = evaluation;
    this.#list("ended", outside.filter(({ standing }) => standing === "ended"));
    this.#list("unknown", outside.filter(({ standing }) => standing !== "ended"));
    restoreFocus?.();
    show(this.#root, sorted.length + evaluation.outside.length > 0);
  }

  /** Take the results away. */
  clear() {
    this.#cards.clear();
    slot(this.#root, "cards").replaceChildren();
    show(this.#root, false);
  }

  /**
   * A card whose result has not changed stays as it is, open details and all.
   *
   * @param {SchemeResult} scheme
   * @param {number} year
   * @returns {HTMLElement}
   */
  #card(scheme, year) {
    const text = JSON.stringify([year, scheme]);
    const before = this.#cards.get(scheme.scheme);
    if (before?.text === text) {
      return before.card;
    }
    const card = schemeCard(scheme, year, this.#context, this.#shortLabel);
    if (before !== undefined) {
      keepOpen(before.card, card);
    }
    this.#cards.set(scheme.scheme, { text, card });
    return card;
  }

  /**
   * @param {Evaluation} evaluation
   * @returns {HTMLElement[]} nothing where there is nothing to add up and nothing to keep apart
   */
  #across({ across, schemes }) {
    const { words } = this.#context;
    const kroner = (/** @type {number | null} */ sum) => (sum === null ? null : words.kroner(sum));
    const named = (/** @type {string[]} */ ids) =>
      words.list(schemes.filter((one) => ids.includes(one.scheme)).map((one) => one.short_name));
    const made = [];
    if (across.period !== null && (across.total !== null || across.indicative_total !== null)) {
      made.push(
        element("across", {
          period: words.period(across.period),
          total: kroner(across.total),
          indicative_total: kroner(across.indicative_total),
          counted: named(across.counted),
          without_amount: named(across.without_amount),
        }),
      );
    }
    if (across.conflicts.length > 0) {
      const conflicts = across.conflicts.map(({ message, source }) =>
        fill("conflict", { message, source: sourceLine(source, this.#context) }),
      );
      made.push(element("conflicts", { conflicts }));
    }
    return made;
  }

  /**
   * @param {"ended" | "unknown"} name
   * @param {readonly OutsideResult[]} found
   */
  #list(name, found) {
    slot(this.#root, name).replaceChildren(...found.map((one) => this.#outside(one)));
    show(find(this.#root, `[data-part=${name}]`, HTMLElement), found.length > 0);
  }

  /**
   * @param {OutsideResult} outside
   * @returns {DocumentFragment}
   */
  #outside({ scheme, name, message, source }) {
    const item = fill("outside", {
      link: name,
      message,
      source: source === null ? null : sourceLine(source, this.#context),
    });
    const link = find(item, "a", HTMLAnchorElement);
    link.href = `${this.#context.pageRoot}ordninger/${encodeURIComponent(scheme)}/`;
    return item;
  }

  /**
   * @param {Evaluation} evaluation
   * @returns {HTMLElement[]}
   */
  #frame({ frame_growth: frame }) {
    return frame === null ? [] : [this.#frameCard(frame)];
  }

  /**
   * @param {FrameGrowthResult} frame
   * @returns {HTMLElement}
   */
  #frameCard(frame) {
    const { words } = this.#context;
    const card = element("frame", {
      municipality: frame.municipality,
      rows: frame.rows.map((row) =>
        fill("frame-row", {
          name_2018: row.name_2018,
          growth_2016: words.number(row.growth_2016),
          growth_2017: words.number(row.growth_2017),
          total: words.number(row.total),
          forecast_2018: words.number(row.forecast_2018),
        }),
      ),
      source: sourceLine(frame.source, this.#context),
    });
    const sums = card.querySelector("[data-part=sum]");
    if (frame.rows.length > 1 && sums !== null) {
      slot(sums, "total").textContent = words.number(frame.total);
      slot(sums, "forecast_2018").textContent = words.number(frame.forecast_2018);
    } else {
      sums?.remove();
    }
    return card;
  }
}

/**
 * What has the focus may be in a card that is replaced, and then the browser would begin at the top of
 * the page. The same link or heading is found by its number in the card, for it has no id.
 *
 * @param {HTMLElement} root
 * @returns {(() => void) | undefined} moves focus back to where it was, where that still exists
 */
function rememberFocus(root) {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !root.contains(focused)) {
    return undefined;
  }
  const card = focused.closest("[data-verdict]");
  const index = card === null ? -1 : focusable(card).indexOf(focused);
  const id = card?.id ?? "";
  return () => {
    if (!focused.isConnected && id !== "") {
      const after = document.getElementById(id);
      const target = after === null ? undefined : (focusable(after)[index] ?? focusable(after)[0]);
      target?.focus({ preventScroll: true });
    }
  };
}

/**
 * @param {Element} root
 * @returns {HTMLElement[]}
 */
function focusable(root) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("h3, a, summary"))];
}
