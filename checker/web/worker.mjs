/**
 * The worker: Python and the rules, away from the page's own thread.
 *
 * Everything is fetched from the folder this file lies in. The rules are a wheel whose hash stands
 * in `pyodide-lock.json`, so Pyodide refuses one that is not the one the site was built with.
 *
 * @module
 */

import { readPageMessage } from "./messages.mjs";

/** @import { Check, PageMessage, Questions, Reason, WorkerMessage } from "./messages.mjs" */

/**
 * The rules as Python offers them: JSON text in, JSON text out.
 * @typedef {{ check: Method, questions: Method }} Rules
 * @typedef {(situation: string, language: string) => string} Method
 *
 * What `pyodide.asm.mjs` offers, and Pyodide takes.
 * @typedef {NonNullable<NonNullable<Parameters<typeof import("pyodide").loadPyodide>[0]>["createPyodideModule"]>} PyodideModule
 */

const PACKAGE = "tilskudd-rules";

/** A file that the site should have and that did not arrive. */
class DownloadError extends Error {}

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
    rules = await load(id);
    send({ type: "ready", id });
  } catch (error) {
    fail(id, error instanceof DownloadError ? "download" : "runtime", error);
  }
}

/**
 * @param {number} id
 * @returns {Promise<Rules>}
 */
async function load(id) {
  send({ type: "progress", id, stage: "runtime" });
  const lost = watchDownloads();
  const catalogue = readText(here("catalogue.json"));
  // Whoever waits for it comes later; until then its failure must not count as unhandled.
  catalogue.catch(() => {});
  const python = await Promise.race([loadPython(), lost]);
  send({ type: "progress", id, stage: "rules" });
  const { Checker } = python.pyimport("tilskudd_rules.api");
  send({ type: "progress", id, stage: "catalogue" });
  return Checker(await catalogue);
}

async function loadPython() {
  /** @type {[typeof import("pyodide"), { default: PyodideModule }]} */
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    loadModule("pyodide/pyodide.mjs"),
    loadModule("pyodide/pyodide.asm.mjs"),
  ]);
  return loadPyodide({
    createPyodideModule,
    indexURL: here("pyodide/"),
    lockFileURL: here("pyodide-lock.json"),
    packages: [PACKAGE],
    // Python says nothing here, and what it might say would hold the reader's answers.
    stdout: () => {},
    stderr: () => {},
  });
}

/**
 * @param {string} name
 * @returns {Promise<any>} the module, which lies beside this one
 */
async function loadModule(name) {
  try {
    return await import(here(name));
  } catch (error) {
    throw new DownloadError(String(error));
  }
}

/**
 * Pyodide waits for ever for a file that never comes: it reports the failure in the console and
 * goes on. So this worker looks at what it fetches.
 *
 * @returns {Promise<never>} rejected with the first file that does not arrive
 */
function watchDownloads() {
  const fetchFile = scope.fetch.bind(scope);
  return new Promise((_, reject) => {
    scope.fetch = async (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      try {
        const response = await fetchFile(input, init);
        if (!response.ok) {
          reject(new DownloadError(`${address}: ${response.status}`));
        }
        return response;
      } catch (error) {
        reject(new DownloadError(`${address}: ${String(error)}`));
        throw error;
      }
    };
  });
}

/**
 * @param {string} address
 * @returns {Promise<string>}
 */
async function readText(address) {
  const response = await fetch(address);
  return response.text();
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

/**
 * @param {string} name
 * @returns {string} the address of a file that lies beside this one
 */
function here(name) {
  return new URL(name, import.meta.url).href;
}
