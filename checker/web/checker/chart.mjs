/**
 * A small bar chart, drawn as elements: the numbers of the table, once more for the eye.
 *
 * @module
 */

const SVG = "http://www.w3.org/2000/svg";

const WIDTH = 260;
const ROW = 26;
const LABEL = 40;
const VALUE = 94;
const BAR = 14;

/**
 * @typedef {object} Bar
 * @property {string} label
 * @property {number | null} amount nothing where no amount is known
 * @property {string} text the amount in words
 */

/**
 * @param {readonly Bar[]} bars
 * @param {string} name what the chart is called for those who do not see it
 * @returns {SVGElement}
 */
export function barChart(bars, name) {
  const height = bars.length * ROW;
  const most = Math.max(1, ...bars.map((bar) => bar.amount ?? 0));
  const chart = svg("svg", {
    class: "ts-chart",
    viewBox: `0 0 ${WIDTH} ${height}`,
    width: WIDTH,
    height,
    role: "img",
    "aria-label": name,
  });
  bars.forEach((bar, index) => {
    const middle = index * ROW + ROW / 2;
    const room = WIDTH - LABEL - VALUE;
    const length = Math.round((room * (bar.amount ?? 0)) / most);
    const end = LABEL + length;
    chart.append(
      svg("text", { class: "ts-chart__label", x: 0, y: middle + 4 }, bar.label),
      svg("rect", {
        class: bar.amount === null ? "ts-chart__gap" : "ts-chart__bar",
        x: LABEL,
        y: middle - BAR / 2,
        width: bar.amount === null ? BAR : Math.max(length, 1),
        height: BAR,
      }),
      svg(
        "text",
        { class: "ts-chart__value", x: (bar.amount === null ? LABEL + BAR : end) + 6, y: middle + 4 },
        bar.text,
      ),
    );
  });
  return chart;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 * @returns {SVGElement}
 */
function svg(tag, attributes, text) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, String(value));
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}
