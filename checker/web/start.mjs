/**
 * Loads the rules as soon as the page has begun to arrive, and not when the form's own program has.
 *
 * @module
 */

import { RulesClient } from "./client.mjs";

/** @import { Stage } from "./messages.mjs" */

let first = begin();

function begin() {
  try {
    return new RulesClient();
  } catch {
    // Whoever takes the rules tries once more, and tells the reader why they cannot be used.
    return undefined;
  }
}

/**
 * Return the rules that are being loaded; the next time, others.
 *
 * @param {(stage: Stage) => void} onProgress told how far the loading has come
 * @returns {RulesClient}
 * @throws {import("./client.mjs").RulesError} where the browser cannot run them
 */
export function takeRules(onProgress) {
  const client = first ?? new RulesClient();
  first = undefined;
  client.onProgress = onProgress;
  return client;
}
