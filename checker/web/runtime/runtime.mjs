/**
 * How Python comes to the browser: which files, whether they are the right ones, and how they are
 * put together.
 *
 * There are two ways. The fast one fetches a snapshot: the memory of a Python that already has the
 * rules and the catalogue loaded. The plain one, taken wherever the fast one fails, fetches
 * Python's library, the rules and the catalogue, and loads them. Both end in the same answers.
 *
 * Pyodide's part in the snapshot is private (`_loadSnapshot`), so its version is pinned.
 *
 * @module
 */

/** @import { Stage, Way } from "./messages.mjs" */

/**
 * The rules as Python offers them: JSON text in, JSON text out.
 * @typedef {{ check: Method, questions: Method }} Rules
 * @typedef {(situation: string, language: string) => string} Method
 */

/**
 * A file as `runtime.json` describes it.
 * @typedef {object} File
 * @property {string} path
 * @property {number} size
 * @property {string} hash
 * @property {boolean} compressed whether a `.gz` lies beside it
 *
 * What there is to know of the snapshot besides.
 * @typedef {object} Snapshot
 * @property {number} length how long the memory is that it becomes
 * @property {{ length: number, hash: string }} initial what of that the WebAssembly file fills itself
 *
 * @typedef {"loader" | "program" | "machine" | "library" | "wheel" | "catalogue"} Role
 *
 * @typedef {object} Runtime
 * @property {Record<Role, File> & { snapshot?: File }} files
 * @property {Snapshot | null} snapshot
 * @property {object} lock what Pyodide wants to know of other packages: that there are none
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

/** A file that the site should have did not arrive, or not as it should be. */
export class DownloadError extends Error {}

const WHEEL = "/rules.whl";
const PAGE = 4096;

/** Where in a snapshot Pyodide notes how long its own header is, in 32-bit words. */
const HEADER_LENGTH_WORD = 1;

const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const fetchFile = scope.fetch.bind(scope);

/**
 * @param {(stage: Stage) => void} tell told how far it has come
 * @returns {Promise<{ rules: Rules, way: Way }>}
 * @throws {DownloadError} where a file is missing or damaged
 */
export async function loadRules(tell) {
  tell("runtime");
  const runtime = await describe();
  const parts = fetchParts(runtime);
  if (runtime.snapshot !== null && runtime.files.snapshot !== undefined) {
    try {
      const rules = await fromSnapshot(parts, runtime, runtime.files.snapshot, runtime.snapshot);
      return { rules, way: "snapshot" };
    } catch (error) {
      // What the plain start needs as well must be there for it to be worth trying.
      await Promise.all(Object.values(parts));
      console.info("The snapshot cannot be used here:", error);
    }
  }
  return { rules: await plainly(parts, runtime, tell), way: "plain" };
}

/**
 * It is small and says where everything else is: never an old one. Where what comes cannot be read,
 * what the browser has kept of it may be damaged.
 *
 * @returns {Promise<Runtime>}
 */
async function describe() {
  return readDescription("no-cache").catch(() => readDescription("reload"));
}

/**
 * @param {RequestCache} cache
 * @returns {Promise<Runtime>}
 */
async function readDescription(cache) {
  const response = await get(here("runtime.json"), { cache });
  try {
    return await response.json();
  } catch (error) {
    throw new DownloadError(`runtime.json: ${String(error)}`);
  }
}

/**
 * What both ways need, all fetched at once. WebAssembly is compiled while it arrives.
 *
 * @typedef {object} Parts
 * @property {Promise<typeof import("pyodide")>} loader
 * @property {Promise<{ default: CreateModule }>} program
 * @property {Promise<WebAssembly.Module>} machine
 *
 * @param {Runtime} runtime
 * @returns {Parts}
 */
function fetchParts({ files }) {
  const parts = {
    loader: fetchModule(files.loader),
    program: fetchModule(files.program),
    machine: fetchMachine(files.machine),
  };
  for (const part of Object.values(parts)) {
    // Whoever needs it comes later; until then its failure must not count as unhandled.
    part.catch(() => {});
  }
  return parts;
}

/**
 * @param {Parts} parts
 * @param {Runtime} runtime
 * @param {File} file
 * @param {Snapshot} snapshot
 * @returns {Promise<Rules>}
 */
async function fromSnapshot(parts, { files, lock }, file, snapshot) {
  const image = new Uint8Array(snapshot.length);
  const unpacked = fetchBytes(file).then((packed) => unpack(packed, image));
  unpacked.catch(() => {});
  /** @param {Module} module */
  const fill = async (module) => {
    module.addRunDependency("snapshot");
    const initial = module.HEAPU8.subarray(0, snapshot.initial.length);
    if (!(await matches(initial, snapshot.initial.hash))) {
      throw new Error("It does not fit this WebAssembly file, or this browser");
    }
    await unpacked;
    const header = new Uint32Array(image.buffer)[HEADER_LENGTH_WORD] ?? 0;
    combine(image.subarray(header), initial);
    module.removeRunDependency("snapshot");
  };
  // The library is not fetched: all that is used of it is in the snapshot.
  const library = new Uint8Array();
  const python = await startPython(parts, files, lock, library, fill, { _loadSnapshot: image });
  return python.globals["get"]("checker");
}

/**
 * @param {Parts} parts
 * @param {Runtime} runtime
 * @param {(stage: Stage) => void} tell
 * @returns {Promise<Rules>}
 */
async function plainly(parts, { files, lock }, tell) {
  const [library, wheel, catalogue] = await Promise.all([
    fetchBytes(files.library),
    fetchBytes(files.wheel),
    fetchBytes(files.catalogue),
  ]);
  const python = await startPython(parts, files, lock, library, async () => {});
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
 * @param {Runtime["files"]} files
 * @param {object} lock
 * @param {Uint8Array} library
 * @param {(module: Module) => Promise<void>} beforeRun called when there is memory and nothing has run
 * @param {object} [options]
 * @returns {Promise<Python>}
 */
async function startPython(parts, files, lock, library, beforeRun, options = {}) {
  const [{ loadPyodide }, { default: program }] = await Promise.all([parts.loader, parts.program]);
  const { instantiateStreaming } = WebAssembly;
  try {
    return await new Promise((resolve, reject) => {
      scope.fetch = async () => new Response(/** @type {BodyInit} */ (library));
      WebAssembly.instantiateStreaming = async (_, imports) => {
        try {
          // Pyodide has much to set up while this is still on its way.
          const module = await parts.machine;
          return { module, instance: await WebAssembly.instantiate(module, imports) };
        } catch (error) {
          reject(error);
          throw error;
        }
      };
      loadPyodide({
        ...options,
        indexURL: new URL(".", here(files.machine.path)).href,
        stdLibURL: here(files.library.path),
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
    scope.fetch = fetchFile;
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

/**
 * @param {File} file
 * @returns {Promise<any>}
 */
async function fetchModule(file) {
  // An import has no hash of its own: it gets from the browser's cache what was checked just now.
  await fetchBytes({ ...file, compressed: false });
  try {
    return await import(here(file.path));
  } catch (error) {
    throw new DownloadError(`${file.path}: ${String(error)}`);
  }
}

/**
 * @param {File} file
 * @returns {Promise<WebAssembly.Module>}
 */
async function fetchMachine(file) {
  return attempt(file, async (response) => {
    const copy = response.clone();
    const checked = copy.arrayBuffer().then(async (content) => {
      await check(new Uint8Array(content), file);
      return content;
    });
    const [machine] = await Promise.all([
      isWebAssembly(response)
        ? WebAssembly.compileStreaming(response)
        : checked.then((content) => WebAssembly.compile(content)),
      checked,
    ]);
    return machine;
  });
}

/**
 * Only what its host calls by its name is compiled while it arrives.
 *
 * @param {Response} response
 */
function isWebAssembly({ headers }) {
  return headers.get("Content-Type") === "application/wasm";
}

/**
 * @param {File} file
 * @returns {Promise<Uint8Array>}
 */
async function fetchBytes(file) {
  return attempt(file, async (response) => {
    const content = new Uint8Array(await response.arrayBuffer());
    await check(content, file);
    return content;
  });
}

/**
 * Fetch a file and use it. Where it does not come or is damaged, try once more: past the browser's
 * own cache, and as the file itself.
 *
 * @template T
 * @param {File} file
 * @param {(response: Response) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function attempt(file, use) {
  try {
    return await use(await getSmall(file));
  } catch {
    // The second attempt says what is wrong.
  }
  try {
    return await use(await get(here(file.path), { cache: "reload" }));
  } catch (error) {
    throw error instanceof DownloadError ? error : new DownloadError(`${file.path}: ${error}`);
  }
}

/**
 * Where the site's host compresses nothing, its compressed form is fetched and unpacked here.
 *
 * @param {File} file
 */
async function getSmall({ path, compressed }) {
  const response = await get(here(path));
  if (
    !compressed ||
    response.headers.has("Content-Encoding") ||
    typeof DecompressionStream !== "function"
  ) {
    return response;
  }
  void response.body?.cancel();
  const { body } = await get(`${here(path)}.gz`);
  const type = response.headers.get("Content-Type") ?? "";
  return new Response(body?.pipeThrough(new DecompressionStream("gzip")), {
    headers: { "Content-Type": type },
  });
}

/**
 * @param {string} address
 * @param {RequestInit} [options]
 */
async function get(address, options) {
  /** @type {Response} */
  let response;
  try {
    response = await fetchFile(address, options);
  } catch (error) {
    throw new DownloadError(`${address}: ${String(error)}`);
  }
  if (!response.ok) {
    throw new DownloadError(`${address}: ${response.status}`);
  }
  return response;
}

/**
 * @param {Uint8Array} content
 * @param {File} file
 */
async function check(content, { path, size, hash }) {
  if (content.length !== size || !(await matches(content, hash))) {
    throw new Error(`${path} is not the file the site was built with`);
  }
}

/**
 * @param {Uint8Array} content
 * @param {string} hash
 */
async function matches(content, hash) {
  // Without HTTPS a browser computes no hashes; then the size must do.
  if (!scope.isSecureContext) {
    return true;
  }
  const digest = await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (content));
  return hash === `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

/**
 * Put the pages of memory that are in use in their places.
 *
 * @param {Uint8Array} packed how many pages, which they are, and then the pages
 * @param {Uint8Array} image
 */
function unpack(packed, image) {
  const [count = 0] = new Uint32Array(packed.buffer, 0, 1);
  const pages = new Uint32Array(packed.buffer, 4, count);
  let from = 4 * (count + 1);
  for (const page of pages) {
    image.set(packed.subarray(from, from + PAGE), page * PAGE);
    from += PAGE;
  }
}

/**
 * The snapshot leaves out what the WebAssembly file puts into memory itself: here it comes back.
 *
 * @param {Uint8Array} image
 * @param {Uint8Array} initial
 */
function combine(image, initial) {
  for (let i = 0; i < initial.length; i++) {
    image[i] = /** @type {number} */ (image[i]) ^ /** @type {number} */ (initial[i]);
  }
}

/**
 * @param {string} path
 * @returns {string} the address of a file that lies beside this one
 */
function here(path) {
  return new URL(path, import.meta.url).href;
}
