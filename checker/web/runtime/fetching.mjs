/**
 * The runtime's files: fetched, held against their hashes, and fetched once more where one is not
 * what the site was built with.
 *
 * @module
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
 * @property {{ length: number, hash: string }} initial what of that the WebAssembly file fills
 *   itself, in whole pages
 *
 * @typedef {"loader" | "program" | "machine" | "library" | "wheel" | "catalogue"} Role
 *
 * @typedef {object} Runtime
 * @property {Record<Role, File> & { snapshot?: File }} files
 * @property {Snapshot | null} snapshot
 * @property {object} lock what Pyodide wants to know of other packages: that there are none
 */

/**
 * What a browser brings along for this.
 * @typedef {object} Browser
 * @property {(address: string, options?: RequestInit) => Promise<Response>} fetch
 * @property {(address: string) => Promise<any>} load imports a module
 */

/** A file that the site should have did not arrive, or not as it should be. */
export class DownloadError extends Error {}

/** The files that lie below one folder of the site. */
export class RuntimeFiles {
  #folder;
  #browser;

  /**
   * @param {string} folder its address
   * @param {Browser} [browser]
   */
  constructor(folder, browser = { fetch, load: (address) => import(address) }) {
    this.#folder = folder;
    this.#browser = browser;
  }

  /**
   * It is small and says where everything else is: never an old one. Where what comes cannot be
   * read, what the browser has kept of it may be damaged.
   *
   * @returns {Promise<Runtime>}
   * @throws {DownloadError}
   */
  async describe() {
    return this.#readDescription("no-cache").catch(() => this.#readDescription("reload"));
  }

  /**
   * @param {File} file
   * @returns {Promise<Uint8Array>} what is in it
   * @throws {DownloadError}
   */
  async bytes(file) {
    return this.#attempt(file, async (response) => {
      const content = new Uint8Array(await response.arrayBuffer());
      await check(content, file);
      return content;
    });
  }

  /**
   * @param {File} file
   * @returns {Promise<any>} the module that it is
   * @throws {DownloadError}
   */
  async script(file) {
    // An import has no hash of its own: it gets from the browser's cache what was checked just now.
    await this.bytes({ ...file, compressed: false });
    try {
      return await this.#browser.load(this.#address(file.path));
    } catch (error) {
      throw new DownloadError(`${file.path}: ${String(error)}`);
    }
  }

  /**
   * @param {File} file
   * @returns {Promise<WebAssembly.Module>}
   * @throws {DownloadError}
   */
  async webAssembly(file) {
    // Not while it arrives: what is compiled must be read a second time to be hashed, and that takes
    // longer than is won (decision 17).
    const content = await this.bytes(file);
    return WebAssembly.compile(/** @type {BufferSource} */ (content));
  }

  /**
   * @param {RequestCache} cache
   * @returns {Promise<Runtime>}
   */
  async #readDescription(cache) {
    const response = await this.#get("runtime.json", { cache });
    try {
      return await response.json();
    } catch (error) {
      throw new DownloadError(`runtime.json: ${String(error)}`);
    }
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
  async #attempt(file, use) {
    try {
      return await use(await this.#getSmall(file));
    } catch {
      // The second attempt says what is wrong.
    }
    try {
      return await use(await this.#get(file.path, { cache: "reload" }));
    } catch (error) {
      throw error instanceof DownloadError ? error : new DownloadError(`${file.path}: ${error}`);
    }
  }

  /**
   * Where the site's host compresses nothing, its compressed form is fetched and unpacked here.
   *
   * @param {File} file
   */
  async #getSmall({ path, compressed }) {
    const response = await this.#get(path);
    if (
      !compressed ||
      response.headers.has("Content-Encoding") ||
      typeof DecompressionStream !== "function"
    ) {
      return response;
    }
    void response.body?.cancel();
    const { body } = await this.#get(`${path}.gz`);
    return new Response(body?.pipeThrough(new DecompressionStream("gzip")));
  }

  /**
   * @param {string} path
   * @param {RequestInit} [options]
   */
  async #get(path, options) {
    const { fetch } = this.#browser;
    /** @type {Response} */
    let response;
    try {
      response = await fetch(this.#address(path), options);
    } catch (error) {
      throw new DownloadError(`${path}: ${String(error)}`);
    }
    if (!response.ok) {
      throw new DownloadError(`${path}: ${response.status}`);
    }
    return response;
  }

  /** @param {string} path */
  #address(path) {
    return new URL(path, this.#folder).href;
  }
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
 * @param {string} hash as `runtime.json` has it
 * @returns {Promise<boolean>} whether it is what the hash is of
 */
export async function matches(content, hash) {
  // Without HTTPS a browser computes no hashes; then the size must do.
  if (crypto.subtle === undefined) {
    return true;
  }
  const digest = await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (content));
  return hash === `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
