/**
 * The page's side of the worker: questions as promises, one clear error when the rules fail.
 *
 * @module
 */

import { readWorkerMessage } from "./messages.mjs";

/** @import { Reason, PageMessage, Stage, WorkerMessage } from "./messages.mjs" */

/** How long loading may go without a sign of life; a slow line needs patience. */
const LOADING_PATIENCE_MS = 120_000;

/** How long one check may take; it needs milliseconds, so this is for a worker that has died. */
const CHECK_PATIENCE_MS = 20_000;

/**
 * Why the rules cannot be used here and now.
 * @typedef {Reason | "unsupported" | "timeout"} FailureReason
 */

/** The rules cannot be used. */
export class RulesError extends Error {
  /**
   * @param {FailureReason} reason
   * @param {string} [detail]
   */
  constructor(reason, detail = "") {
    super(detail === "" ? reason : `${reason}: ${detail}`);
    this.name = "RulesError";
    this.reason = reason;
  }
}

/**
 * @typedef {object} Pending
 * @property {(result: string) => void} resolve
 * @property {(error: unknown) => void} reject
 * @property {number} patience how long to wait for the next sign of life
 * @property {ReturnType<typeof setTimeout>} timer
 */

/** The rules, in a worker of their own. */
export class RulesClient {
  /** @type {Worker} */
  #worker;
  /** @type {Map<number, Pending>} */
  #pending = new Map();
  /** @type {RulesError | undefined} */
  #failure;
  #lastId = 0;

  /**
   * Start loading the rules at once.
   *
   * @param {(stage: Stage) => void} onProgress told how far the loading has come
   * @throws {RulesError} where the browser cannot run them
   */
  constructor(onProgress) {
    if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
      throw new RulesError("unsupported");
    }
    this.#onProgress = onProgress;
    this.#worker = createWorker();
    this.#worker.addEventListener("message", (event) => this.#receive(event.data));
    this.#worker.addEventListener("messageerror", () => this.#failAll(new RulesError("runtime")));
    this.#worker.addEventListener("error", (event) => {
      // A worker that has not started says nothing of what went wrong: its file did not come.
      const known = event instanceof ErrorEvent && event.message !== "";
      this.#failAll(new RulesError(known ? "runtime" : "download", known ? event.message : ""));
    });
    /**
     * Settled when the rules can be asked, with the way they were loaded, or cannot be loaded.
     * @type {Promise<string>}
     */
    this.ready = this.#request((id) => ({ type: "start", id }), LOADING_PATIENCE_MS);
    // Whoever waits hears of it; a page that does not wait must not log an unhandled failure.
    this.ready.catch(() => {});
  }

  #onProgress;

  /**
   * Ask for the verdict on a situation.
   *
   * @param {string} situation JSON text
   * @param {string} language `nb` or `nn`
   * @param {AbortSignal} [signal] fires when the answer is no longer needed
   * @returns {Promise<string>} JSON text
   */
  check(situation, language, signal) {
    return this.#ask("check", situation, language, signal);
  }

  /**
   * Ask which questions matter in a situation.
   *
   * @param {string} situation JSON text
   * @param {string} language `nb` or `nn`
   * @param {AbortSignal} [signal] fires when the answer is no longer needed
   * @returns {Promise<string>} JSON text
   */
  questions(situation, language, signal) {
    return this.#ask("questions", situation, language, signal);
  }

  /** Stop the worker; everything still waited for fails. */
  close() {
    this.#failAll(new RulesError("runtime", "closed"));
  }

  /**
   * @param {"check" | "questions"} type
   * @param {string} situation
   * @param {string} language
   * @param {AbortSignal} [signal]
   * @returns {Promise<string>}
   */
  async #ask(type, situation, language, signal) {
    await this.ready;
    signal?.throwIfAborted();
    return this.#request((id) => ({ type, id, situation, language }), CHECK_PATIENCE_MS, signal);
  }

  /**
   * @param {(id: number) => PageMessage} message
   * @param {number} patience
   * @param {AbortSignal} [signal]
   * @returns {Promise<string>}
   */
  #request(message, patience, signal) {
    if (this.#failure !== undefined) {
      return Promise.reject(this.#failure);
    }
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = this.#alarm(patience);
      this.#pending.set(id, { resolve, reject, patience, timer });
      signal?.addEventListener("abort", () => this.#cancel(id, signal.reason), { once: true });
      this.#worker.postMessage(message(id));
    });
  }

  /**
   * @param {number} id
   * @param {unknown} reason
   */
  #cancel(id, reason) {
    const pending = this.#take(id);
    if (pending !== undefined) {
      this.#worker.postMessage({ type: "cancel", id });
      pending.reject(reason);
    }
  }

  /** @param {unknown} data */
  #receive(data) {
    /** @type {WorkerMessage} */
    let message;
    try {
      message = readWorkerMessage(data);
    } catch (error) {
      this.#failAll(new RulesError("runtime", String(error)));
      throw error;
    }
    switch (message.type) {
      case "progress":
        this.#prolong(message.id);
        this.#onProgress(message.stage);
        break;
      case "ready":
        this.#take(message.id)?.resolve(message.way);
        break;
      case "answer":
        this.#take(message.id)?.resolve(message.result);
        break;
      case "failed":
        // A worker that could not load, or whose rules broke, is not asked again.
        if (this.#pending.has(message.id)) {
          this.#failAll(new RulesError(message.reason, message.detail));
        }
        break;
    }
  }

  /** @param {number} id */
  #prolong(id) {
    const pending = this.#pending.get(id);
    if (pending !== undefined) {
      clearTimeout(pending.timer);
      pending.timer = this.#alarm(pending.patience);
    }
  }

  /** @param {number} patience */
  #alarm(patience) {
    return setTimeout(() => this.#failAll(new RulesError("timeout")), patience);
  }

  /**
   * @param {number} id
   * @returns {Pending | undefined} the request, no longer waited for
   */
  #take(id) {
    const pending = this.#pending.get(id);
    if (pending !== undefined) {
      clearTimeout(pending.timer);
      this.#pending.delete(id);
    }
    return pending;
  }

  /** @param {RulesError} failure */
  #failAll(failure) {
    this.#failure ??= failure;
    this.#worker.terminate();
    for (const id of [...this.#pending.keys()]) {
      this.#take(id)?.reject(this.#failure);
    }
  }
}

const WORKER = new URL("worker.mjs", import.meta.url).href;

/**
 * What is used of the browser's Trusted Types; not every browser has them.
 * @typedef {{ createPolicy: (name: string, rules: PolicyRules) => PolicyRules }} TrustedTypes
 * @typedef {{ createScriptURL: (url: string) => unknown }} PolicyRules
 */

const { trustedTypes } = /** @type {{ trustedTypes?: TrustedTypes }} */ (
  /** @type {unknown} */ (globalThis)
);

/**
 * Under `require-trusted-types-for 'script'` a worker's address must come from a policy. This one
 * lets a single address through: the worker that lies beside this file.
 */
const policy = trustedTypes?.createPolicy("tilskuddssjekken", { createScriptURL: () => WORKER });

/**
 * @returns {Worker}
 * @throws {RulesError} where the browser has no workers of this kind
 */
function createWorker() {
  const address = policy === undefined ? WORKER : policy.createScriptURL(WORKER);
  try {
    return new Worker(/** @type {string} */ (address), { type: "module" });
  } catch (error) {
    throw new RulesError("unsupported", String(error));
  }
}
