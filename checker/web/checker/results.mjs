/**
 * The results: a card a scheme, what is open and met first. Text goes in as text.
 *
 * @module
 */

import { element, fill, find, pause, show, slot } from "../shared/dom.mjs";
import { amountInShort, amountNote, moneyDetails } from "./amount-result.mjs";
import { leadTo } from "./navigation.mjs";
import { documentAddress, sourceLine, statements } from "./sources.mjs";
import { inWords } from "../shared/today.mjs";

/** @import { CriterionResult, DeadlineResult, Eligibility, Evaluation, EvidenceResult, FrameGrowthResult, NearMissResult, OutsideResult, SchemeResult, Standing } from "../runtime/contract.mjs" */
/** @import { Place } from "./sources.mjs" */
/** @import { Words } from "../shared/words.mjs" */

/** @type {readonly Eligibility[]} */
const ORDER = ["eligible", "assessment", "unknown", "not_eligible"];

/** @type {readonly Standing[]} */
const STANDINGS = ["open", "announced", "opens_later", "not_announced", "unknown_year", "closed"];

/**
 * How a result looks; what it is stands in words beside it.
 * @typedef {"good" | "info" | "warn" | "neutral" | "bad"} Tone
 */

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
    slot(this.#root, "year").textContent = String(year);
    const { outside } = evaluation;
    this.#list("ended", outside.filter(({ standing }) => standing === "ended"));
    this.#list("unknown", outside.filter(({ standing }) => standing !== "ended"));
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
        fill("conflict", { message, source: sourceLine(source, this.#place) }),
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
      source: source === null ? null : sourceLine(source, this.#place),
    });
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
 * @returns {SchemeResult[]} those whose rules are met first, what is open before what is not, else in
 *   the catalogue's order
 */
export function inOrder(schemes) {
  /** @param {SchemeResult} one */
  const rank = ({ eligibility, standing }) =>
    STANDINGS.length * ORDER.indexOf(eligibility) + STANDINGS.indexOf(standing);
  return schemes.toSorted((a, b) => rank(a) - rank(b));
}

/**
 * @param {Evaluation} evaluation
 * @param {Words} words
 * @returns {string} what is open, and how many schemes got which verdict, in one short sentence
 */
export function inOneSentence({ schemes, outside }, words) {
  if (schemes.length + outside.length === 0) {
    return words.say("announce.none");
  }
  const open = schemes.filter((one) => one.standing === "open" && one.eligibility !== "not_eligible");
  const n = open.length;
  const counted = ORDER.map((verdict) => ({
    verdict,
    n: schemes.filter((scheme) => scheme.eligibility === verdict).length,
  }));
  const verdicts = counted
    .filter(({ n: found }) => found > 0)
    .map(({ verdict, n: found }) => words.say(`announce.${verdict}`, { n: found }));
  const said = [words.say(n ? "announce.open" : "announce.closed", { n })];
  if (verdicts.length) {
    said.push(words.say("announce.rules", { verdicts: verdicts.join(", ") }));
  }
  return said.join(" ");
}

/**
 * @param {SchemeResult} scheme
 * @returns {Tone} good only for what is open and whose rules are met
 */
export function tone({ standing, eligibility }) {
  if (eligibility === "not_eligible") {
    return "bad";
  }
  switch (standing) {
    case "open":
      return eligibility === "eligible" ? "good" : eligibility === "assessment" ? "warn" : "info";
    case "announced":
    case "opens_later":
      return eligibility === "assessment" ? "warn" : "info";
    case "closed":
    case "ended":
      return "neutral";
    default:
      return "warn";
  }
}

/**
 * @param {SchemeResult} scheme
 * @returns {Node[]} the verdict with its icon: first whether there is anything to apply for
 */
export function verdict(scheme) {
  const text = document.createElement("span");
  text.textContent = scheme.verdict;
  return [fill(`icon-${tone(scheme)}`), text];
}

/**
 * @param {SchemeResult} scheme
 * @param {number} year the planned year
 * @param {Words} words
 * @returns {string} how the year stands, in a few words
 */
function standingInShort({ scheme, standing, missing }, year, words) {
  if (standing === "unknown_year" && words.isKnown(scheme, year)) {
    return words.say("standing.no_rules", { year });
  }
  const which = standing === "not_announced" && missing.includes("municipality");
  return words.say(which ? "standing.which_authority" : `standing.${standing}`, { year });
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
  const refused = scheme.eligibility === "not_eligible";
  const card = element("card", {
    short_name: scheme.short_name,
    name: scheme.name === scheme.short_name ? null : scheme.name,
    edition: words.say("edition", { year: scheme.edition }),
    verdict: verdict(scheme),
    standing: standingInShort(scheme, year, words),
    eligibility: words.say(`eligibility.${scheme.eligibility}`, { edition: scheme.edition }),
    priority: refused || scheme.priority === null ? null : words.say("priority", { n: scheme.priority }),
    amount: refused ? null : amountInShort(scheme, year, words),
    note: refused ? null : amountNote(scheme, year, words),
    ...(refused ? { deadline: null, certainty: null } : deadlineInShort(scheme, year, words)),
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
    warnings: scheme.warnings.map(({ message }) => fill("warning", { message })),
    money: moneyDetails(scheme, year, place),
    "criteria-count": String(scheme.criteria.length),
    criteria: scheme.criteria.map((one) => criterion(one, place)),
    deadlines: scheme.deadlines.map((one) => deadlineItem(one, scheme, place)),
    evidence: scheme.evidence.map((one) => evidence(one, place)),
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
  card.dataset["standing"] = scheme.standing;
  card.dataset["tone"] = tone(scheme);
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
 * What is attached or confirmed, and whether the applicant has said to have it.
 *
 * @param {EvidenceResult} item
 * @param {Place} place
 * @returns {HTMLElement}
 */
function evidence({ text, in_hand: inHand, source }, place) {
  const made = element("evidence", {
    in_hand: inHand === null ? null : place.words.say(`in_hand.${inHand}`),
    text,
    source: sourceLine(source, place),
  });
  if (inHand !== null) {
    made.dataset["status"] = inHand ? "met" : "not_met";
  }
  return made;
}

/**
 * @param {SchemeResult} scheme
 * @param {number} year the planned year
 * @param {Words} words
 * @returns {{ deadline: string, certainty: string | null }} a date of another year is never this one's
 */
function deadlineInShort({ deadlines, edition }, year, words) {
  const applications = deadlines.filter((one) => one.kind === "application");
  // The one that governs comes first.
  const [found] = applications;
  if (found === undefined) {
    return { deadline: words.say("deadline.none"), certainty: null };
  }
  const date = inWords(found.date);
  const certain = [words.say(`certainty.${found.certainty}`), ...precision(found, words)].join(", ");
  if (found.governing && found.of_planned_year) {
    return { deadline: date, certainty: certain };
  }
  const certainty = found.governing
    ? certain
    : `${found.authority === null ? words.say("deadline.nobody_short") : words.authority(found.authority)}, ${certain}`;
  return found.of_planned_year
    ? {
        deadline: words.say("deadline.not_yours"),
        certainty: words.say("deadline.elsewhere", { date, certainty }),
      }
    : {
        deadline: words.say("deadline.not_known", { year }),
        certainty: words.say("deadline.before", { edition, date, certainty }),
      };
}

/**
 * @param {DeadlineResult} deadline
 * @param {Words} words
 * @returns {string[]} that only the month is known, where that is so
 */
function precision(deadline, words) {
  return deadline.precision === "month" ? [words.say("deadline.month")] : [];
}

/**
 * @param {DeadlineResult} deadline
 * @param {Words} words
 * @returns {string} whose date it is
 */
function whose({ authority, national, applies, of_planned_year: current }, words) {
  if (authority === null) {
    return words.say("deadline.nobody");
  }
  if (national) {
    return words.say(current ? "deadline.national" : "deadline.national_before");
  }
  if (applies) {
    return words.say(current ? "deadline.governing" : "deadline.governing_before");
  }
  const other = current ? "deadline.other" : "deadline.other_before";
  return words.say(other, { authority: words.authority(authority) });
}

/**
 * @param {DeadlineResult} deadline
 * @param {SchemeResult} scheme
 * @param {Place} place
 * @returns {DocumentFragment}
 */
function deadlineItem(deadline, scheme, place) {
  const { words } = place;
  const certainty = [words.say(`certainty.${deadline.certainty}`), ...precision(deadline, words)];
  if (!deadline.of_planned_year) {
    certainty.push(words.say("deadline.latest_edition", { edition: scheme.edition }));
  }
  return fill("deadline", {
    kind: words.say(`deadline.${deadline.kind}`),
    date: inWords(deadline.date),
    certainty: certainty.join(", "),
    whose: whose(deadline, words),
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
