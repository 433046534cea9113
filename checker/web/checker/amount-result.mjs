/**
 * The money of one scheme: the table, the chart, and what stands beside every figure.
 *
 * @module
 */

import { barChart } from "./chart.mjs";
import { element, fill, find, templateText } from "../shared/dom.mjs";
import { sourceLine, statements } from "./sources.mjs";

/** @import { AmountResult, SchemeResult, YearResult } from "../runtime/contract.mjs" */
/** @import { Bar } from "./chart.mjs" */
/** @import { RenderContext } from "./sources.mjs" */
/** @import { Words } from "../shared/words.mjs" */

/**
 * @param {SchemeResult} scheme
 * @param {number} year the planned year
 * @param {Words} words
 * @returns {string} the amount in a few words
 */
export function amountInShort(scheme, year, words) {
  const { amount } = scheme;
  if (amount.range_status !== "none") {
    const upper = amount.bounds?.upper ?? null;
    return upper === null
      ? words.say("range.open")
      : words.say(`range.${amount.range_status}`, { upper: words.kroner(upper) });
  }
  if (amount.total === null) {
    return words.say(`amount.${hasNoFigure(amount) ? amount.status : "unknown"}`);
  }
  const period = words.period(yearsOf(amount, year));
  const shown = { edition: amount.basis_edition, year, period };
  const isOpen = amount.years.some(({ status }) => status === "unknown");
  const said = isOpen && amount.status === "ceiling" ? "so_far" : amount.status;
  return words.say(`amount.${said}`, { ...shown, amount: words.kroner(amount.total) });
}

/**
 * @param {AmountResult} amount
 * @param {number} year the planned year
 * @returns {{ first: number, last: number }} the calendar years that something is paid in
 */
function yearsOf({ years, pre_project_year: preProject }, year) {
  const paid = years.filter((one) => one.amount).map((one) => one.calendar_year);
  const all = [...(preProject === null ? [] : [preProject]), ...paid, ...(paid.length ? [] : [year])];
  return { first: Math.min(...all), last: Math.max(...all) };
}

/**
 * @param {AmountResult} amount
 * @returns {boolean}
 */
function hasNoFigure(amount) {
  return amount.status !== "ceiling" && amount.status !== "indicative";
}

/**
 * @param {SchemeResult} scheme
 * @param {number} year the planned year
 * @param {Words} words
 * @returns {string | null} what must be said beside the amount, however short
 */
export function amountNote(scheme, year, words) {
  const key = `note.${scheme.amount.status}`;
  return words.has(key) ? words.say(key, { year }) : null;
}

/**
 * @param {SchemeResult} scheme
 * @param {number} year the planned year
 * @param {RenderContext} context
 * @returns {HTMLElement | null} nothing where there is nothing to say of money
 */
export function moneyDetails(scheme, year, context) {
  const { amount } = scheme;
  const { words } = context;
  if (amount.status === "none" && scheme.eligibility === "not_eligible") {
    return null;
  }
  const indicative = amount.status === "indicative";
  const shown = { edition: amount.basis_edition, year };
  const kroner = (/** @type {number | null} */ sum) => (sum === null ? null : words.kroner(sum));
  const details = element("money", {
    explanation:
      amount.explanation ?? (amount.years.length ? null : amountInShort(scheme, year, words)),
    rows: rows(amount, context),
    total: kroner(amount.total),
    chart: chart(amount, words),
    bounds: bounds(amount, words),
    payable: payable(amount, words),
    what_ifs: amount.what_ifs.map(({ message }) => fill("warning", { message })),
    eligible_costs: kroner(amount.eligible_costs),
    excluded_costs: kroner(amount.excluded_costs),
    unclear_costs: kroner(amount.unclear_costs),
    statements: statements(
      [scheme.reservation, scheme.discretion].filter((one) => one !== null),
      context,
    ),
  });
  if (indicative) {
    details.classList.add("ts-money--indicative");
    find(details, "[data-slot=indicative-heading]", HTMLElement).textContent = words.say(
      "indicative.heading",
      shown,
    );
    find(details, "[data-slot=indicative-lead]", HTMLElement).textContent = words.say(
      "indicative.lead",
      shown,
    );
  }
  remove(details, "indicative", indicative);
  remove(details, "table", amount.years.length > 0);
  remove(details, "total", amount.total !== null);
  const unstated = amount.years.some((one) => one.amount === null);
  remove(details, "partial", amount.total !== null && unstated);
  remove(details, "costs", amount.eligible_costs !== null);
  return details;
}

/**
 * @param {AmountResult} amount
 * @param {Words} words
 * @returns {string | null} what can be paid, where the costs answered leave less than the total
 */
function payable({ bounds: found, total }, words) {
  const upper = found?.upper ?? null;
  return total === null || upper === null || upper >= total ? null : words.kroner(upper);
}

/**
 * @param {HTMLElement} root
 * @param {string} name
 * @param {boolean} wanted
 */
function remove(root, name, wanted) {
  if (!wanted) {
    root.querySelector(`[data-part="${name}"]`)?.remove();
  }
}

/**
 * @param {AmountResult} amount
 * @param {Words} words
 * @returns {string | null} what the sum must lie between, where the answers leave it open
 */
function bounds({ bounds: found, total }, words) {
  if (found === null || total !== null) {
    return null;
  }
  const lower = words.kroner(found.lower);
  if (found.lower === found.upper) {
    // A sum that is known has a total; a range of one figure is that of all measures alike.
    return found.upper > 0 ? words.say("bounds.exact", { upper: lower }) : null;
  }
  if (found.upper === null) {
    return found.lower > 0 ? words.say("bounds.from", { lower }) : null;
  }
  return words.say("bounds.between", { lower, upper: words.kroner(found.upper) });
}

/**
 * @param {AmountResult} amount
 * @param {RenderContext} context
 * @returns {DocumentFragment[]}
 */
function rows(amount, { words, ...context }) {
  const kroner = (/** @type {number | null} */ sum) => (sum === null ? null : words.kroner(sum));
  const made = amount.years.map((one) =>
    fill("year", {
      grant_year: one.grant_year === null ? words.say("grant_year.unknown") : String(one.grant_year),
      calendar_year: String(one.calendar_year),
      formula: one.formula,
      over_costs: one.over_costs,
      least_own_share: kroner(one.least_own_share),
      payments: one.payments.map(({ amount: part, text }) =>
        element("payment", { amount: words.kroner(part), text }),
      ),
      own_share: kroner(one.own_share),
      running_total: kroner(one.running_total),
      source: sourceLine(one.source, { words, ...context }),
      amount: yearAmount(one, words),
    }),
  );
  if (amount.pre_project !== null) {
    made.unshift(
      fill("pre-project", {
        calendar_year: String(amount.pre_project_year ?? ""),
        amount: words.kroner(amount.pre_project),
      }),
    );
  }
  return made;
}

/**
 * @param {YearResult} year
 * @param {Words} words
 * @returns {string}
 */
function yearAmount(year, words) {
  if (year.amount !== null) {
    // What has been paid before is no ceiling; the formula says so in full.
    return year.amount === 0 ? words.say("year.paid_before") : words.kroner(year.amount);
  }
  return words.say(year.status === "not_stated" ? "year.not_stated" : "year.unknown");
}

/**
 * @param {AmountResult} amount
 * @param {Words} words
 * @returns {SVGElement | null} nothing where there are no two amounts to compare
 */
function chart(amount, words) {
  /** @type {Bar[]} */
  const bars = amount.years.map((one) => ({
    label: String(one.calendar_year),
    amount: one.amount,
    text: yearAmount(one, words),
  }));
  if (amount.pre_project !== null) {
    const text = words.kroner(amount.pre_project);
    bars.unshift({ label: String(amount.pre_project_year ?? ""), amount: amount.pre_project, text });
  }
  const known = bars.filter((bar) => bar.amount);
  return known.length > 1 ? barChart(bars, templateText("chart-label")) : null;
}
