/**
 * The results: a card a scheme, the one that can be applied for first. Text goes in as text.
 *
 * @module
 */

import { element, fill, find, pause, show, slot } from "./dom.mjs";
import { amountInShort, amountNote, moneyDetails } from "./money.mjs";
import { documentAddress, sourceLine, statements } from "./sources.mjs";
import { inWords } from "./today.mjs";

/** @import { CriterionResult, DeadlineResult, Eligibility, Evaluation, FrameGrowthResult, NearMissResult, OutsideResult, SchemeResult, WarningResult } from "./contract.mjs" */
/** @import { Place } from "./sources.mjs" */
/** @import { Words } from "./words.mjs" */

/** @type {readonly Eligibility[]} */
const ORDER = ["eligible", "assessment", "unknown", "not_eligible"];

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
    this.#place = { words, pageRoot };
    this.#shortLabel = shortLabel;
  }

  #root;
  #place;
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
      await pause();
      if (signal.aborted) {
        return;
      }
      cards.push(this.#card(scheme, year));
    }
    const focus = focusedKey(this.#root);
    slot(this.#root, "across").replaceChildren(...this.#across(evaluation));
    slot(this.#root, "cards").replaceChildren(...cards);
    slot(this.#root, "frame").replaceChildren(...this.#frame(evaluation));
    slot(this.#root, "outside").replaceChildren(...evaluation.outside.map((o) => this.#outside(o)));
    const outside = find(this.#root, "[data-part=outside]", HTMLElement);
    show(outside, evaluation.outside.length > 0);
    focus?.();
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
    const card = schemeCard(scheme, year, this.#place, this.#shortLabel);
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
    const { words } = this.#place;
    const kroner = (/** @type {number | null} */ sum) => (sum === null ? null : words.kroner(sum));
    const named = (/** @type {string[]} */ ids) =>
      words.list(schemes.filter((one) => ids.includes(one.scheme)).map((one) => one.short_name));
    const made = [];
    if (across.counted.length > 1) {
      made.push(
        element("across", {
          total: kroner(across.total),
          indicative_total: kroner(across.indicative_total),
          counted: named(across.counted),
          without_amount: named(across.without_amount),
        }),
      );
    }
    if (across.conflicts.length > 0) {
      const conflicts = across.conflicts.map(({ message, source }) =>
        fill("conflict", { message, source: sourceLine(source, this.#place) }),
      );
      made.push(element("conflicts", { conflicts }));
    }
    return made;
  }

  /**
   * @param {OutsideResult} outside
   * @returns {DocumentFragment}
   */
  #outside({ scheme, name, message }) {
    const item = fill("outside", { link: name, message });
    const link = find(item, "a", HTMLAnchorElement);
    link.href = `${this.#place.pageRoot}ordninger/${encodeURIComponent(scheme)}/`;
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
    const { words } = this.#place;
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
      source: sourceLine(frame.source, this.#place),
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
 * @param {readonly SchemeResult[]} schemes
 * @returns {SchemeResult[]} the ones that can be applied for first, else in the catalogue's order
 */
export function inOrder(schemes) {
  return ORDER.flatMap((verdict) => schemes.filter((scheme) => scheme.eligibility === verdict));
}

/**
 * @param {Evaluation} evaluation
 * @param {Words} words
 * @returns {string} how many schemes got which verdict, in one short sentence
 */
export function inOneSentence({ schemes }, words) {
  if (schemes.length === 0) {
    return words.say("announce.none");
  }
  const counted = ORDER.map((verdict) => ({
    verdict,
    n: schemes.filter((scheme) => scheme.eligibility === verdict).length,
  }));
  return counted
    .filter(({ n }) => n > 0)
    .map(({ verdict, n }) => words.say(`announce.${verdict}`, { n }))
    .join(", ");
}

/**
 * @param {Eligibility} eligibility
 * @param {Words} words
 * @returns {Node[]} icon and words
 */
export function verdict(eligibility, words) {
  return [fill(`icon-${eligibility}`), document.createTextNode(` ${words.say(`eligibility.${eligibility}`)}`)];
}

/**
 * @param {SchemeResult} scheme
 * @returns {string} the id of the scheme's card
 */
export function cardId(scheme) {
  return `resultat-${scheme.scheme}`;
}

/**
 * @param {SchemeResult} scheme
 * @param {number} year
 * @param {Place} place
 * @param {(answer: string) => string} shortLabel
 * @returns {HTMLElement}
 */
function schemeCard(scheme, year, place, shortLabel) {
  const { words } = place;
  const deadline = scheme.deadlines.find((d) => d.governing && d.kind === "application");
  const refused = scheme.eligibility === "not_eligible";
  const card = element("card", {
    short_name: scheme.short_name,
    name: scheme.name === scheme.short_name ? null : scheme.name,
    edition: words.say("edition", { year: scheme.edition }),
    verdict: verdict(scheme.eligibility, words),
    basis: scheme.warnings.find(isBasis)?.message,
    priority: refused || scheme.priority === null ? null : words.say("priority", { n: scheme.priority }),
    amount: refused ? null : amountInShort(scheme, year, words),
    note: refused ? null : amountNote(scheme, year, words),
    deadline: refused
      ? null
      : deadline === undefined
        ? words.say("deadline.none")
        : inWords(deadline.date),
    certainty: refused || deadline === undefined ? null : deadlineNote(deadline, scheme, words),
    why_not: reasons(scheme, "eligibility", place),
    near_misses: scheme.near_misses.map((way) => wayOut(way, words)),
    judged: reasons(scheme, "assessment", place),
    "missing-heading": words.say(
      scheme.eligibility === "unknown" ? "missing.deciding" : "missing.refining",
    ),
    missing: scheme.missing.map((answer) => {
      const item = fill("missing", { link: shortLabel(answer) });
      leadTo(find(item, "a", HTMLAnchorElement), answer);
      return item;
    }),
    warnings: scheme.warnings
      .filter((warning) => !isBasis(warning))
      .map(({ message }) => fill("warning", { message })),
    money: moneyDetails(scheme, year, place),
    "criteria-count": String(scheme.criteria.length),
    criteria: scheme.criteria.map((one) => criterion(one, place)),
    deadlines: scheme.deadlines.map((one) => deadlineItem(one, scheme, place)),
    evidence: statements(scheme.evidence, place),
    considerations: statements(scheme.considerations, place),
    sources: scheme.sources.map(({ document: id, title }) => {
      const item = fill("document", { link: title });
      find(item, "a", HTMLAnchorElement).href = documentAddress(id, place.pageRoot);
      return item;
    }),
  });
  if (refused) {
    find(card, "[data-part=facts]", HTMLElement).remove();
  }
  card.id = cardId(scheme);
  card.dataset["verdict"] = scheme.eligibility;
  card.dataset["key"] = scheme.scheme;
  const heading = slot(card, "heading");
  heading.id = `${card.id}-navn`;
  card.setAttribute("aria-labelledby", heading.id);
  const page = `${place.pageRoot}ordninger/${encodeURIComponent(scheme.scheme)}/${scheme.edition}/`;
  find(card, "a[data-slot=page]", HTMLAnchorElement).href = page;
  for (const details of card.querySelectorAll("details")) {
    details.open = scheme.eligibility === "eligible" && details.dataset["key"] === "money";
    details.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("summary") !== null) {
        details.dataset["chosen"] = "";
      }
    });
  }
  return card;
}

/**
 * @param {WarningResult} warning
 * @returns {boolean} whether it says that another year's rules stand in: that is said loudly
 */
function isBasis({ id }) {
  return id === "latest-edition";
}

/**
 * @param {SchemeResult} scheme
 * @param {"eligibility" | "assessment"} kind
 * @param {Place} place
 * @returns {DocumentFragment[]} the criteria of this kind that are not met
 */
function reasons({ criteria, near_misses }, kind, place) {
  return criteria
    .filter((one) => one.kind === kind && one.status === "not_met")
    .map(({ message, remedy, source }) =>
      fill("reason", {
        message,
        // The ways out say the same, and more.
        remedy: near_misses.length ? null : remedy,
        source: sourceLine(source, place),
      }),
    );
}

/**
 * @param {NearMissResult} way
 * @param {Words} words
 * @returns {DocumentFragment}
 */
function wayOut({ message, changes, leads_to }, words) {
  const leads = `near_miss.leads_to.${leads_to}`;
  return fill("way", {
    message,
    changes: changes.map(({ answer, question, given, to_labels }) => {
      const item = fill("change", { link: question, given, to: words.choice(to_labels) });
      leadTo(find(item, "a", HTMLAnchorElement), answer);
      return item;
    }),
    leads_to: words.has(leads) ? words.say(leads) : null,
  });
}

/**
 * Let a link lead to a question of the form.
 *
 * @param {HTMLAnchorElement} link
 * @param {string} answer
 */
export function leadTo(link, answer) {
  link.href = `#q-${answer}`;
  link.dataset["to"] = answer;
}

/**
 * @param {CriterionResult} found
 * @param {Place} place
 * @returns {HTMLElement}
 */
function criterion({ kind, status, message, remedy, given, source }, place) {
  const { words } = place;
  const own = `status.${kind}.${status}`;
  const item = element("criterion", {
    status: words.say(words.has(own) ? own : `status.${status}`),
    kind: words.say(`criterion.${kind}`),
    message,
    given: given.join(", "),
    remedy,
    source: sourceLine(source, place),
  });
  item.dataset["status"] = status;
  item.dataset["kind"] = kind;
  return item;
}

/**
 * @param {DeadlineResult} deadline
 * @param {SchemeResult} scheme
 * @param {Words} words
 * @returns {string} how certain the date is, and for which year's edition where that differs
 */
function deadlineNote({ certainty, of_planned_year }, scheme, words) {
  const certain = words.say(`certainty.${certainty}`);
  return !of_planned_year
    ? `${certain}, ${words.say("deadline.latest_edition", { edition: scheme.edition })}`
    : certain;
}

/**
 * @param {DeadlineResult} deadline
 * @param {SchemeResult} scheme
 * @param {Place} place
 * @returns {DocumentFragment}
 */
function deadlineItem(deadline, scheme, place) {
  const { words } = place;
  const whose = deadline.governing ? "governing" : deadline.applies ? "applies" : "other";
  const authority = deadline.authority === null ? "" : words.authority(deadline.authority);
  return fill("deadline", {
    kind: words.say(`deadline.${deadline.kind}`),
    date: inWords(deadline.date),
    certainty: deadlineNote(deadline, scheme, words),
    whose: words.say(`deadline.${whose}`, { authority }),
    note: deadline.note,
    weekend: deadline.weekend ? words.say("deadline.weekend") : null,
    source: sourceLine(deadline.source, place),
  });
}

/**
 * What the reader has opened or closed stays so in the card that takes the other's place.
 *
 * @param {HTMLElement} before
 * @param {HTMLElement} after
 */
function keepOpen(before, after) {
  for (const { dataset, open } of before.querySelectorAll("details")) {
    const same = after.querySelector(`details[data-key="${dataset["key"]}"]`);
    if ("chosen" in dataset && same instanceof HTMLDetailsElement) {
      same.open = open;
      same.dataset["chosen"] = "";
    }
  }
}

/**
 * @param {HTMLElement} root
 * @returns {(() => void) | undefined} moves focus back to where it was, where that still exists
 */
function focusedKey(root) {
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
