/**
 * Python, started from what has been fetched: from a snapshot, or plainly.
 *
 * Pyodide's part in the snapshot is private (`_loadSnapshot`), so its version is pinned.
 *
 * @module
 */

import { matches } from "./fetching.mjs";
import { addInitial, unpack } from "./snapshot.mjs";

/** @import { Snapshot } from "./fetching.mjs" */
/** @import { Stage } from "./messages.mjs" */

/**
 * The rules as Python offers them: JSON text in, JSON text out.
 * @typedef {{ check: Method, questions: Method }} Rules
 * @typedef {(situation: string, language: string) => string} Method
 */

/**
 * What both ways need. It may still be on its way: Pyodide has much to set up meanwhile.
 * @typedef {object} Parts
 * @property {Promise<typeof import("pyodide")>} loader
 * @property {Promise<{ default: CreateModule }>} program
 * @property {Promise<WebAssembly.Module>} machine
 *
 * What the plain way needs besides.
 * @typedef {object} PlainParts
 * @property {Uint8Array} library Python's own
 * @property {Uint8Array} wheel the rules
 * @property {Uint8Array} catalogue
 */

/**
 * @typedef {import("pyodide").PyodideAPI} Python
 * @typedef {NonNullable<Parameters<typeof import("pyodide").loadPyodide>[0]>} Options
 * @typedef {NonNullable<Options["createPyodideModule"]>} CreateModule
 *
 * What is used of Pyodide before Python runs in it.
 * @typedef {object} Module
 * @property {Uint8Array} HEAPU8
 * @property {(name: string) => void} addRunDependency
 * @property {(name: string) => void} removeRunDependency
 */

const WHEEL = "/rules.whl";

/**
 * @param {Parts} parts
 * @param {object} lock
 * @param {Snapshot} snapshot
 * @param {Promise<Uint8Array>} packed the snapshot as it is sent
 * @returns {Promise<Rules>}
 * @throws {Error} where it cannot be used here, or a part does not come
 */
export async function startFromSnapshot(parts, lock, snapshot, packed) {
  const image = new Uint8Array(snapshot.length);
  const unpacked = packed.then((content) => unpack(content, image));
  unpacked.catch(() => {});
  /** @param {Module} module */
  const fill = async (module) => {
    module.addRunDependency("snapshot");
    const initial = module.HEAPU8.subarray(0, snapshot.initial.length);
    if (!(await matches(initial, snapshot.initial.hash))) {
      throw new Error("It does not fit this WebAssembly file, or this browser");
    }
    await unpacked;
    addInitial(image, initial);
    module.removeRunDependency("snapshot");
  };
  // The library is not needed: all that is used of it is in the snapshot.
  const python = await startPython(parts, lock, new Uint8Array(), fill, { _loadSnapshot: image });
  return python.globals["get"]("checker");
}

/**
 * @param {Parts} parts
 * @param {object} lock
 * @param {PlainParts} plain
 * @param {(stage: Stage) => void} tell told how far it has come
 * @returns {Promise<Rules>}
 * @throws {Error} where a part does not come
 */
export async function startPlainly(parts, lock, { library, wheel, catalogue }, tell) {
  const python = await startPython(parts, lock, library, async () => {});
  tell("rules");
  python.FS.writeFile(WHEEL, wheel);
  python.pyimport("sys").path.append(WHEEL);
  const { Checker } = python.pyimport("tilskudd_rules.api");
  tell("catalogue");
  return Checker(new TextDecoder().decode(catalogue));
}

/**
 * Pyodide fetches for itself, and waits for ever for what never comes. So it is given what has been
 * fetched and checked already, and can fetch nothing while it starts.
 *
 * @param {Parts} parts
 * @param {object} lock
 * @param {Uint8Array} library
 * @param {(module: Module) => Promise<void>} beforeRun called when there is memory and nothing has run
 * @param {object} [options]
 * @returns {Promise<Python>}
 */
async function startPython(parts, lock, library, beforeRun, options = {}) {
  const [{ loadPyodide }, { default: program }] = await Promise.all([parts.loader, parts.program]);
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  try {
    return await new Promise((resolve, reject) => {
      globalThis.fetch = async () => new Response(/** @type {BodyInit} */ (library));
      WebAssembly.instantiateStreaming = async (_, imports) => {
        try {
          const module = await parts.machine;
          return { module, instance: await WebAssembly.instantiate(module, imports) };
        } catch (error) {
          reject(error);
          throw error;
        }
      };
      loadPyodide({
        ...options,
        indexURL: new URL(".", import.meta.url).href,
        lockFileContents: JSON.stringify(lock),
        createPyodideModule: (settings) => {
          preRunOf(settings).push((module) => void beforeRun(module).catch(reject));
          return program(settings);
        },
        // Python says nothing here, and what it might say would hold the reader's answers.
        stdout: () => {},
        stderr: () => {},
      }).then(resolve, reject);
    });
  } finally {
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/**
 * @param {unknown} settings
 * @returns {((module: Module) => void)[]} what Pyodide calls before anything runs
 */
function preRunOf(settings) {
  return /** @type {{ preRun: ((module: Module) => void)[] }} */ (settings).preRun;
}
