/**
 * Make what the browser's Python starts from. Run by `snapshot.py` under Node, never by a browser:
 *
 *     node make.mjs library  <pyodide> <wheel> <out folder>     library and wheel as byte code
 *     node make.mjs snapshot <pyodide> <library folder> <catalogue.json> <out folder>
 *     node make.mjs compress <file> <out without suffix>         the same as .br and .gz
 *
 * A snapshot is the memory of a Python that has the rules loaded and is ready to answer. Pyodide's
 * part in it is private (`_makeSnapshot`, `makeMemorySnapshot`), so its version is pinned.
 */

import nodeCrypto from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const HERE = import.meta.dirname;
const WHEEL = "/rules.whl";
const CATALOGUE = "/catalogue.json";

/** 1980-01-01, the first moment that a zip file can hold. */
const TIME = 315532800000;

/** Where in a snapshot Pyodide notes how long its own header is, in 32-bit words. */
const HEADER_LENGTH_WORD = 1;

const PAGE = 4096;

const [command, ...args] = process.argv.slice(2);
try {
  await { library, snapshot, compress }[command](...args);
} catch (error) {
  // Not the error itself: Node would print the line it comes from, which is all of Pyodide.
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}

async function library(pyodide, wheel, out) {
  const python = await start(pyodide);
  python.FS.writeFile(WHEEL, readFileSync(wheel));
  python.runPython(script("warm_up.py"));
  python.runPython(script("compile_library.py"));
  writeFileSync(join(out, "python_stdlib.zip"), python.FS.readFile("/library.zip"));
  writeFileSync(join(out, basename(wheel)), python.FS.readFile("/compiled.whl"));
}

async function snapshot(pyodide, library, catalogue, out) {
  let initial;
  const wheel = readdirSync(library).find((name) => name.endsWith(".whl"));
  const python = await start(pyodide, {
    stdLibURL: join(library, "python_stdlib.zip"),
    _makeSnapshot: true,
    // What the WebAssembly file itself puts into memory, before any of it has run.
    beforeRun: (memory) => {
      const last = memory.findLastIndex((byte) => byte !== 0);
      initial = memory.slice(0, PAGE * (Math.floor(last / PAGE) + 1));
    },
  });
  python.FS.writeFile(WHEEL, readFileSync(join(library, wheel)));
  python.FS.writeFile(CATALOGUE, readFileSync(catalogue));
  python.runPython(script("warm_up.py"));
  python.runPython(`checker = ready_checker("${CATALOGUE}")`);
  python.runPython(script("clean_heap.py"));
  python.FS.unlink(WHEEL);
  python.FS.unlink(CATALOGUE);
  overwriteFreed(python._module);
  const sent = python.makeMemorySnapshot().slice();
  addInitial(sent, initial);
  const pages = pagesInUse(sent);
  // All that comes after the last page in use is zeros.
  const length = PAGE * ((pages.at(-1) ?? 0) + 1);
  const hash = nodeCrypto.createHash("sha256").update(initial).digest("base64");
  writeFileSync(join(out, "snapshot.bin"), packed(sent, pages));
  writeFileSync(
    join(out, "snapshot.json"),
    JSON.stringify({ length, initial: { length: initial.length, hash: `sha256-${hash}` } }),
  );
}

async function compress(file, out) {
  const content = readFileSync(file);
  const params = {
    // The last few per cent take ten times as long: worth it for what changes with Pyodide alone.
    [constants.BROTLI_PARAM_QUALITY]: file.endsWith("snapshot.bin") ? 9 : 11,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, { params }),
    promisify(gzip)(content, { level: 9 }),
  ]);
  writeFileSync(`${out}.br`, br);
  writeFileSync(`${out}.gz`, gz);
}

/** Start Pyodide with no time, place or chance in it: the same input is to give the same bytes. */
async function start(pyodide, { beforeRun = () => {}, ...options } = {}) {
  process.env.TZ = "UTC";
  Date.now = () => TIME;
  performance.now = () => 0;
  nodeCrypto.randomFillSync = (target) => target.fill(0);
  const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
  const program = await import(pathToFileURL(join(pyodide, "pyodide.asm.mjs")).href);
  const lock = JSON.parse(readFileSync(join(pyodide, "pyodide-lock.json"), "utf8"));
  return loadPyodide({
    ...options,
    indexURL: `${pyodide}/`,
    lockFileContents: JSON.stringify({ ...lock, packages: {} }),
    createPyodideModule: (settings) => {
      // Python keeps its program's path, and this file lies in another folder on another machine.
      settings.thisProgram = "./this.program";
      settings.preRun.push(({ HEAPU8 }) => beforeRun(HEAPU8));
      return program.default(settings);
    },
    // Not the language of whoever builds.
    env: { HOME: "/home/pyodide", LANG: "C.UTF-8", PYTHONHASHSEED: "0" },
    // Standard output belongs to whoever runs this.
    stdout: (text) => process.stderr.write(`${text}\n`),
  });
}

/** Overwrite what C has freed: the remains would only have to be sent. */
function overwriteFreed({ HEAPU8, _malloc, _free }) {
  const large = 2 ** 20;
  const top = _malloc(large);
  const taken = [top];
  HEAPU8.fill(0, top, top + large);
  for (let size = large / 2; size >= 16; size /= 2) {
    // Holes are filled first; a piece from above the top means that none of this size is left.
    for (let piece = 0; piece < top; ) {
      piece = _malloc(size);
      HEAPU8.fill(0, piece, piece + size);
      taken.push(piece);
    }
  }
  taken.forEach(_free);
}

/** What WebAssembly puts there anyway is not sent: it is combined away here, and back by the page. */
function addInitial(image, initial) {
  const header = new Uint32Array(image.buffer, image.byteOffset)[HEADER_LENGTH_WORD];
  for (let i = 0; i < initial.length; i++) {
    image[header + i] ^= initial[i];
  }
}

function pagesInUse(image) {
  const all = Array.from({ length: Math.ceil(image.length / PAGE) }, (_, page) => page);
  return all.filter((page) => image.subarray(page * PAGE, (page + 1) * PAGE).some(Boolean));
}

/** How many pages, which they are, and then the pages one after the other. */
function packed(image, pages) {
  const head = new Uint8Array(Uint32Array.of(pages.length, ...pages).buffer);
  const result = new Uint8Array(head.length + pages.length * PAGE);
  result.set(head);
  pages.forEach((page, i) => {
    result.set(image.subarray(page * PAGE, (page + 1) * PAGE), head.length + i * PAGE);
  });
  return result;
}

function script(name) {
  return readFileSync(join(HERE, name), "utf8");
}
