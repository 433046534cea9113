/**
 * The messages between the page and the worker: a closed set, and every message carries an id.
 *
 * Only JSON text and ids cross, never Python and never anything to run. A message that is not one
 * of these is a mistake in the program, so reading it throws.
 *
 * @module
 */

/**
 * The page asks the worker to load the rules.
 * @typedef {{ type: "start", id: number }} Start
 *
 * The page asks for the verdict on a situation.
 * @typedef {{ type: "check", id: number, situation: string, language: string }} Check
 *
 * The page asks which questions matter in a situation.
 * @typedef {{ type: "questions", id: number, situation: string, language: string }} Questions
 *
 * The page no longer needs the answer to request `id`.
 * @typedef {{ type: "cancel", id: number }} Cancel
 *
 * @typedef {Start | Check | Questions | Cancel} PageMessage
 */

/**
 * How far the worker has come with loading the rules.
 * @typedef {"runtime" | "rules" | "catalogue"} Stage
 *
 * Why the rules could not be used: a file did not arrive, the runtime broke, or a check did.
 * @typedef {"download" | "runtime" | "check"} Reason
 *
 * Which way the rules were loaded: all at once as a snapshot of memory, or part by part.
 * @typedef {"snapshot" | "plain"} Way
 *
 * @typedef {{ type: "progress", id: number, stage: Stage }} Progress
 * @typedef {{ type: "ready", id: number, way: Way }} Ready
 * @typedef {{ type: "answer", id: number, result: string }} Answer
 * @typedef {{ type: "failed", id: number, reason: Reason, detail: string }} Failed
 *
 * @typedef {Progress | Ready | Answer | Failed} WorkerMessage
 */

/** @typedef {"text" | "id" | readonly string[]} Field */

const STAGES = /** @type {const} */ (["runtime", "rules", "catalogue"]);
const WAYS = /** @type {const} */ (["snapshot", "plain"]);
const REASONS = /** @type {const} */ (["download", "runtime", "check"]);

/** @satisfies {Record<PageMessage["type"], Record<string, Field>>} */
const PAGE_MESSAGES = {
  start: { id: "id" },
  check: { id: "id", situation: "text", language: "text" },
  questions: { id: "id", situation: "text", language: "text" },
  cancel: { id: "id" },
};

/** @satisfies {Record<WorkerMessage["type"], Record<string, Field>>} */
const WORKER_MESSAGES = {
  progress: { id: "id", stage: STAGES },
  ready: { id: "id", way: WAYS },
  answer: { id: "id", result: "text" },
  failed: { id: "id", reason: REASONS, detail: "text" },
};

/**
 * Read a message that the page sent.
 *
 * @param {unknown} data
 * @returns {PageMessage}
 * @throws {TypeError} where it is none of the known messages
 */
export function readPageMessage(data) {
  return /** @type {PageMessage} */ (read(data, PAGE_MESSAGES));
}

/**
 * Read a message that the worker sent.
 *
 * @param {unknown} data
 * @returns {WorkerMessage}
 * @throws {TypeError} where it is none of the known messages
 */
export function readWorkerMessage(data) {
  return /** @type {WorkerMessage} */ (read(data, WORKER_MESSAGES));
}

/**
 * @param {unknown} data
 * @param {Record<string, Record<string, Field>>} known
 * @returns {unknown} the same data, found to be one of the known messages and nothing more
 */
function read(data, known) {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw new TypeError("A message is an object");
  }
  const message = /** @type {Record<string, unknown>} */ (data);
  const type = message["type"];
  // Own keys only: "constructor" is no message.
  if (typeof type !== "string" || !Object.hasOwn(known, type)) {
    throw new TypeError(`Unknown message: ${String(type)}`);
  }
  const fields = { type: /** @type {Field} */ ([type]), ...known[type] };
  for (const [name, field] of Object.entries(fields)) {
    if (!fits(message[name], field)) {
      throw new TypeError(`Message ${type}: ${name} is missing or of the wrong kind`);
    }
  }
  const extra = Object.keys(message).find((name) => !Object.hasOwn(fields, name));
  if (extra !== undefined) {
    throw new TypeError(`Message ${type}: ${extra} does not belong in it`);
  }
  return message;
}

/**
 * @param {unknown} value
 * @param {Field} field
 * @returns {boolean}
 */
function fits(value, field) {
  switch (field) {
    case "text":
      return typeof value === "string";
    case "id":
      return Number.isSafeInteger(value) && /** @type {number} */ (value) > 0;
    default:
      return typeof value === "string" && field.includes(value);
  }
}
