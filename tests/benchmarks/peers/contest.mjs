// The contestants' side of the protocol in process.py, for those that run under Node.

import { createInterface } from "node:readline";

/**
 * @typedef {object} Model what everybody works out: the same data for all
 * @property {number[]} rates kroner per 100 % position, one a grant year
 * @property {number} cap the most positions that count, in whole percent
 * @property {[number, number][]} cases positions in whole percent, and grant years received
 */

/**
 * @param {(model: Model) => {
 *   total: (positions: number, received: number) => number,
 *   time?: (calls: number) => number,
 * }} build returns the engine with the model in it
 */
export async function contest(build) {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const model = JSON.parse((await lines.next()).value);
  const engine = build(model);
  const [positions, received] = model.cases[0];
  const time =
    engine.time ??
    ((calls) => {
      const start = performance.now();
      for (let i = 0; i < calls; i++) {
        engine.total(positions, received);
      }
      return (performance.now() - start) / 1000;
    });
  reply(model.cases.map(([positions, received]) => engine.total(positions, received)));
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    reply(time(JSON.parse(line.value)));
  }
}

/** @param {unknown} value */
function reply(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
