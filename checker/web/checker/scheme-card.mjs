/**
 * The card of one scheme. Text goes in as text.
 *
 * @module
 */

import { element, fill, find, slot } from "../shared/dom.mjs";
import { amountInShort, amountNote, moneyDetails } from "./amount-result.mjs";
import { deadlineInShort, deadlineItem } from "./deadline-result.mjs";
import { leadTo } from "./navigation.mjs";
import { documentItem, sourceLine, statements } from "./sources.mjs";
import { standingInShort, tone, verdict } from "./verdict.mjs";

/** @import { CriterionResult, EvidenceResult, NearMissResult, SchemeResult } from "../runtime/contract.mjs" */
/** @import { RenderContext } from "./sources.mjs" */
/** @import { Words } from "../shared/words.mjs" */

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
 * @param {RenderContext} context
 * @param {(answer: string) => string} shortLabel
 * @returns {HTMLElement}
 */
export function schemeCard(scheme, year, context, shortLabel) {
  const { words } = context;
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
    why_not: reasons(scheme, "eligibility", context),
    near_misses: scheme.near_misses.map((way) => wayOut(way, words)),
    judged: reasons(scheme, "assessment", context),
    "missing-heading": words.say(
      scheme.eligibility === "unknown" ? "missing.deciding" : "missing.refining",
    ),
    missing: scheme.missing.map((answer) => {
      const item = fill("missing", { link: shortLabel(answer) });
      leadTo(find(item, "a", HTMLAnchorElement), answer);
      return item;
    }),
    warnings: scheme.warnings.map(({ message }) => fill("warning", { message })),
    money: moneyDetails(scheme, year, context),
    "criteria-count": String(scheme.criteria.length),
    criteria: scheme.criteria.map((one) => criterion(one, context)),
    deadlines: scheme.deadlines.map((one) => deadlineItem(one, scheme, context)),
    evidence: scheme.evidence.map((one) => evidence(one, context)),
    considerations: statements(scheme.considerations, context),
    sources: scheme.sources.map((one) => documentItem(one, context)),
    not_read:
      scheme.not_read.length === 0
        ? null
        : words.list(scheme.not_read.map((key) => words.say(`part.${key}`))),
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
  const page = `${context.pageRoot}ordninger/${encodeURIComponent(scheme.scheme)}/${scheme.edition}/`;
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
 * What the reader has opened or closed stays so in the card that takes the other's place.
 *
 * @param {HTMLElement} before
 * @param {HTMLElement} after
 */
export function keepOpen(before, after) {
  for (const { dataset, open } of before.querySelectorAll("details")) {
    const same = after.querySelector(`details[data-key="${dataset["key"]}"]`);
    if ("chosen" in dataset && same instanceof HTMLDetailsElement) {
      same.open = open;
      same.dataset["chosen"] = "";
    }
  }
}

/**
 * @param {SchemeResult} scheme
 * @param {"eligibility" | "assessment"} kind
 * @param {RenderContext} context
 * @returns {DocumentFragment[]} the criteria of this kind that are not met
 */
function reasons({ criteria, near_misses }, kind, context) {
  return criteria
    .filter((one) => one.kind === kind && one.status === "not_met")
    .map(({ message, remedy, source }) =>
      fill("reason", {
        message,
        // The ways out say the same, and more.
        remedy: near_misses.length ? null : remedy,
        source: sourceLine(source, context),
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
 * @param {RenderContext} context
 * @returns {HTMLElement}
 */
function criterion({ kind, status, message, remedy, given, source }, context) {
  const { words } = context;
  const own = `status.${kind}.${status}`;
  const item = element("criterion", {
    status: words.say(words.has(own) ? own : `status.${status}`),
    kind: words.say(`criterion.${kind}`),
    message,
    given: given.join(", "),
    remedy,
    source: sourceLine(source, context),
  });
  item.dataset["status"] = status;
  item.dataset["kind"] = kind;
  return item;
}

/**
 * What is attached or confirmed, and whether the applicant has said to have it.
 *
 * @param {EvidenceResult} item
 * @param {RenderContext} context
 * @returns {HTMLElement}
 */
function evidence({ text, in_hand: inHand, source }, context) {
  const made = element("evidence", {
    in_hand: inHand === null ? null : context.words.say(`in_hand.${inHand}`),
    text,
    source: sourceLine(source, context),
  });
  if (inHand !== null) {
    made.dataset["status"] = inHand ? "met" : "not_met";
  }
  return made;
}
