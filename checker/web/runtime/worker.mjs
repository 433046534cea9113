/**
 * The worker: Python and the rules, away from the page's own thread.
 *
 * @module
 */

import { readPageMessage } from "./messages.mjs";
import { DownloadError } from "./fetching.mjs";
import { loadRules } from "./runtime.mjs";

/** @import { Check, PageMessage, Questions, Reason, WorkerMessage } from "./messages.mjs" */
/** @import { Rules } from "./starting.mjs" */

const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @type {Rules | undefined} */
let rules;

/** Requests received and not yet answered, so that one can be cancelled before its turn. */
const waiting = /** @type {Map<number, Check | Questions>} */ (new Map());

scope.addEventListener("message", (event) => {
  receive(readPageMessage(event.data));
});

/** @param {PageMessage} message */
function receive(message) {
  switch (message.type) {
    case "start":
      void start(message.id);
      break;
    case "cancel":
      waiting.delete(message.id);
      break;
    case "check":
    case "questions":
      waiting.set(message.id, message);
      // A task of its own: a cancellation already under way gets in first.
      setTimeout(answer, 0, message.id);
      break;
  }
}

/** @param {number} id */
async function start(id) {
  try {
    const loaded = await loadRules((stage) => send({ type: "progress", id, stage }));
    rules = loaded.rules;
    send({ type: "ready", id, way: loaded.way });
  } catch (error) {
    fail(id, error instanceof DownloadError ? "download" : "runtime", error);
  }
}

/** @param {number} id */
function answer(id) {
  const request = waiting.get(id);
  if (request === undefined) {
    return;
  }
  waiting.delete(id);
  try {
    if (rules === undefined) {
      throw new Error("The rules are not loaded");
    }
    const result =
      request.type === "check"
        ? rules.check(request.situation, request.language)
        : rules.questions(request.situation, request.language);
    send({ type: "answer", id, result });
  } catch (error) {
    fail(id, "check", error);
  }
}

/**
 * @param {number} id
 * @param {Reason} reason
 * @param {unknown} error
 */
function fail(id, reason, error) {
  send({ type: "failed", id, reason, detail: String(error) });
}

/** @param {WorkerMessage} message */
function send(message) {
  scope.postMessage(message);
}
