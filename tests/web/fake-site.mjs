/**
 * A site's runtime files and a network that loses them, as much as `loadRules` sees of either.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

/** @import { File, Runtime } from "../../checker/web/runtime/fetching.mjs" */

/**
 * What can go wrong with a file: it is not there; the connection breaks, before or in it; other
 * bytes come; nothing comes until it is let go.
 * @typedef {"missing" | "cut" | "cut short" | "corrupt" | "hang"} Fault
 */

export const FAULTS = /** @type {const} */ (["missing", "cut", "cut short", "corrupt"]);

const FOLDER = "https://site.example/checker/";

/** The shortest WebAssembly file: it begins, in version 1. */
const WASM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

const CONTENTS = /** @type {const} */ ({
  loader: ["pyodide.mjs", "loader"],
  program: ["pyodide.asm.mjs", "program"],
  machine: ["pyodide.asm.wasm", WASM],
  library: ["python_stdlib.zip", "library"],
  wheel: ["rules.whl", "wheel"],
  catalogue: ["catalogue.json", "{}"],
  snapshot: ["snapshot.bin", "snapshot"],
});

/** A site, and what has been asked of it. */
export class FakeSite {
  folder = FOLDER;
  /**
   * What goes wrong with a file and its compressed form, by its name.
   * @type {Map<string, Fault>}
   */
  faults = new Map();
  /**
   * What else than the file itself a name brings, until it is asked for past all caches.
   * @type {Map<string, string>}
   */
  cached = new Map();
  /** Every request: the file's name, and "reload" where it went past all caches. */
  asked = /** @type {string[]} */ ([]);
  /** Whether the host compresses what it sends. */
  compresses = false;
  /** @type {Runtime} */
  runtime;

  #letGo = () => {};
  #released = new Promise((resolve) => (this.#letGo = () => resolve(undefined)));
  /** @type {Map<string, Uint8Array>} */
  #files = new Map(
    Object.values(CONTENTS).map(([name, content]) => [name, new Uint8Array(Buffer.from(content))]),
  );

  constructor() {
    const described = Object.entries(CONTENTS).map(([role, [name]]) => [role, this.#describe(name)]);
    this.runtime = {
      files: Object.fromEntries(described),
      snapshot: { length: 1, initial: { length: 0, hash: "" } },
      lock: {},
    };
  }

  /** What a browser would bring along. */
  browser = {
    /** @param {string} address @param {RequestInit} [options] */
    fetch: (address, options) => this.#fetch(address, options),
    // An import finds in the browser's cache what has just been fetched.
    load: async (/** @type {string} */ address) => ({ from: address.slice(FOLDER.length) }),
  };

  /** Let come what hangs. */
  release() {
    this.#letGo();
  }

  /**
   * @param {string} name
   * @returns {File}
   */
  #describe(name) {
    const content = this.#file(name);
    const hash = `sha256-${createHash("sha256").update(content).digest("base64")}`;
    return { path: name, size: content.length, hash, compressed: !name.endsWith(".mjs") };
  }

  /** @param {string} name */
  #file(name) {
    const content = this.#files.get(name) ?? Buffer.from(JSON.stringify(this.runtime));
    return new Uint8Array(content);
  }

  /**
   * @param {string} address
   * @param {RequestInit} [options]
   * @returns {Promise<Response>}
   */
  async #fetch(address, { cache = "default" } = {}) {
    const asked = address.slice(FOLDER.length);
    const name = asked.replace(/\.gz$/, "");
    this.asked.push(cache === "reload" ? `${asked} reload` : asked);
    const headers = new Headers(this.compresses ? { "Content-Encoding": "br" } : {});
    const old = cache === "reload" ? undefined : this.cached.get(asked);
    if (old !== undefined) {
      return new Response(old, { headers });
    }
    const content = asked === name ? this.#file(name) : gzipSync(this.#file(name));
    switch (this.faults.get(name)) {
      case "missing":
        return new Response("not found", { status: 404 });
      case "cut":
        throw new TypeError("Failed to fetch");
      case "cut short":
        return new Response(broken(content), { headers });
      case "corrupt":
        return new Response("not what was asked for", { headers });
      case "hang":
        await this.#released;
    }
    return new Response(inPieces(content), { headers });
  }
}

/**
 * As it comes: in pieces, with time between them.
 *
 * @param {Uint8Array} content
 */
function inPieces(content) {
  const half = content.length >> 1;
  const pieces = [content.subarray(0, half), content.subarray(half)];
  return new ReadableStream({
    async pull(controller) {
      await new Promise(setImmediate);
      const piece = pieces.shift();
      if (piece === undefined) {
        controller.close();
      } else {
        controller.enqueue(piece);
      }
    },
  });
}

/**
 * The connection breaks before all has come.
 *
 * @param {Uint8Array} content
 */
function broken(content) {
  const pieces = [content.subarray(0, content.length >> 1)];
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece === undefined) {
        controller.error(new TypeError("network error"));
      } else {
        controller.enqueue(piece);
      }
    },
  });
}
