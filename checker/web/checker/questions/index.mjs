/**
 * The kinds of questions. A new kind is a module beside this one and a line here; the rules and the
 * page's template know it by the same name.
 *
 * @module
 */

import { BooleanQuestion } from "./boolean.mjs";
import { ChoiceQuestion } from "./choice.mjs";
import { ChoicesQuestion } from "./choices.mjs";
import { DateQuestion } from "./date.mjs";
import { ListQuestion } from "./list.mjs";
import { MeasureQuestion } from "./measure.mjs";
import { MunicipalityQuestion } from "./municipality.mjs";
import { NumberQuestion } from "./number.mjs";
import { PositionsQuestion } from "./positions.mjs";
import { NumberRowsQuestion, RowsQuestion } from "./rows.mjs";

/** @import { Question } from "./question.mjs" */
/** @import { Words } from "../../shared/words.mjs" */

/** @type {Map<string, new (element: HTMLElement, words: Words) => Question>} */
export const KINDS = new Map(
  Object.entries({
    authority: ListQuestion,
    boolean: BooleanQuestion,
    choice: ChoiceQuestion,
    choices: ChoicesQuestion,
    costs: NumberRowsQuestion,
    count: NumberQuestion,
    date: DateQuestion,
    kroner: NumberQuestion,
    measure: MeasureQuestion,
    measures: RowsQuestion,
    municipality: MunicipalityQuestion,
    number: NumberQuestion,
    percent: NumberQuestion,
    positions: PositionsQuestion,
    schemes: ChoicesQuestion,
    year: NumberQuestion,
    years_by_scheme: NumberRowsQuestion,
  }),
);

/**
 * @param {HTMLElement} element the question in the page, which says of which kind it is
 * @param {Words} words
 * @returns {Question}
 */
export function createQuestion(element, words) {
  const kind = element.dataset["kind"] ?? "";
  const Kind = KINDS.get(kind);
  if (Kind === undefined) {
    throw new TypeError(`Unknown kind of question: ${kind}`);
  }
  return new Kind(element, words);
}
