/**
 * The service worker: after one visit the whole site works without a network.
 *
 * It keeps one edition of the site, whole, as its build listed it: every file with its hash. A new
 * edition is fetched beside the old one and takes its place when all of it is there and right; until
 * then, and where anything goes wrong, the old one stays as it is. A page and what it loads always
 * come from the same edition. Only the site's own files are kept, never what anybody writes.
 *
 * A classic script, for not every browser takes a module here. The build puts the list in front of
 * it, so that a new edition is a new script, which is how browsers notice.
 */

/**
 * @typedef {object} Edition
 * @property {string} version
 * @property {Record<string, string>} files each file's path from the site's root, and its hash
 * @property {string[]} compressed those that have a `.gz` beside them
 */

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { version, files, compressed } = /** @type {{ EDITION: Edition }} */ (
  /** @type {unknown} */ (self)
).EDITION;

const ROOT = scope.registration.scope;
const OURS = `tilskuddssjekken ${ROOT} `;
const CACHE = OURS + version;
const HASH = "Tilskudd-Hash";
const AT_A_TIME = 6;

scope.addEventListener("install", (event) => {
  event.waitUntil(fetchEdition());
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers());
});

scope.addEventListener("message", ({ data }) => {
  // Until a reader asks for it, a new edition waits for all pages of the old one to be closed.
  if (data === "take-over") {
    void scope.skipWaiting();
  }
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method !== "GET" || path === undefined) {
    return;
  }
  const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  if (request.mode === "navigate") {
    event.respondWith(page(request, name));
  } else if (Object.hasOwn(files, name)) {
    event.respondWith(file(request, name));
  }
});

/**
 * @param {string} address
 * @returns {string | undefined} the path from the site's root; nothing for what is not the site's
 */
function pathOf(address) {
  const { origin, pathname } = new URL(address);
  const plain = origin + pathname;
  return plain.startsWith(ROOT) ? decodeURI(plain.slice(ROOT.length)) : undefined;
}

/**
 * @param {Request} request
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function page(request, path) {
  if (Object.hasOwn(files, `${path}/index.html`)) {
    return Response.redirect(`${ROOT}${path}/`);
  }
  const missing = async () => (await kept("404.html")) ?? Response.error();
  return (await kept(path)) ?? fetch(request).catch(missing);
}

/**
 * @param {Request} request
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function file(request, path) {
  const own = await kept(path);
  if (own === undefined || request.cache === "reload") {
    // Whoever asks past all caches has found what is kept to be damaged.
    return fetch(request).catch(() => own ?? Response.error());
  }
  return own;
}

/**
 * @param {string} path
 * @returns {Promise<Response | undefined>}
 */
async function kept(path) {
  const cache = await caches.open(CACHE);
  return cache.match(ROOT + path);
}

/** Fetch what is not there yet; a file that fails ends it, and what has come is there next time. */
async function fetchEdition() {
  const cache = await caches.open(CACHE);
  const names = await ownCaches();
  const others = await Promise.all(names.map((name) => caches.open(name)));
  const queue = Object.entries(files);
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [path, hash] = next;
      if ((await cache.match(ROOT + path)) === undefined) {
        await cache.put(ROOT + path, (await fromOthers(others, path, hash)) ?? (await get(path, hash)));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}

/**
 * @param {readonly Cache[]} others
 * @param {string} path
 * @param {string} hash
 * @returns {Promise<Response | undefined>} the same file as another edition has it
 */
async function fromOthers(others, path, hash) {
  for (const other of others) {
    const found = await other.match(ROOT + path);
    if (found?.headers.get(HASH) === hash) {
      return found;
    }
  }
  return undefined;
}

/**
 * @param {string} path
 * @param {string} hash
 * @returns {Promise<Response>}
 * @throws {Error} where the file does not come, or is another
 */
async function get(path, hash) {
  /** @type {RequestCache[]} */
  const attempts = ["default", "reload"];
  for (const cache of attempts) {
    const response = await getSmall(path, cache);
    const content = await response.arrayBuffer();
    if (response.ok && (await hashOf(content)) === hash) {
      const headers = new Headers(response.headers);
      headers.delete("Content-Length");
      // It has been unpacked; and whoever asks is not to look for a smaller form of it.
      headers.set("Content-Encoding", "identity");
      headers.set(HASH, hash);
      return new Response(content, { headers });
    }
  }
  throw new Error(`${path} is not the file of this edition`);
}

/**
 * Where the site's host compresses nothing, fetch the compressed form.
 *
 * @param {string} path
 * @param {RequestCache} cache
 * @returns {Promise<Response>}
 */
async function getSmall(path, cache) {
  const response = await fetch(ROOT + path, { cache });
  if (
    cache === "reload" ||
    !compressed.includes(path) ||
    response.headers.has("Content-Encoding") ||
    typeof DecompressionStream !== "function"
  ) {
    return response;
  }
  void response.body?.cancel();
  const { body, status } = await fetch(`${ROOT}${path}.gz`, { cache });
  const { headers } = response;
  return new Response(body?.pipeThrough(new DecompressionStream("gzip")), { status, headers });
}

/**
 * @param {ArrayBuffer} content
 * @returns {Promise<string>}
 */
async function hashOf(content) {
  const digest = await crypto.subtle.digest("SHA-256", content);
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

async function dropOthers() {
  const names = await ownCaches();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

/** @returns {Promise<string[]>} all that this site keeps; others may live on the same host */
async function ownCaches() {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(OURS));
}
