/**
 * The service worker: after one visit the whole site works without a network.
 *
 * It keeps one release of the site, whole, as its build listed it: every file with its hash. A new
 * release is fetched beside the old one and takes its place when all of it is there and right; until
 * then, and where anything goes wrong, the old one stays as it is. A page and what it loads always
 * come from the same release. Only the site's own files are kept, never what anybody writes.
 *
 * A release that is withdrawn is not waited for: the new one takes its place as soon as it is
 * there, and leaves word of what the reader had. Pages that cannot say so themselves, from before
 * releases had names, are opened anew.
 *
 * A classic script, for not every browser takes a module here. The build puts the list in front of
 * it, so that a new release is a new script, which is how browsers notice.
 */

/**
 * @typedef {object} Withdrawal as in `withdrawals.mjs`, of which this takes what it needs
 * @property {string | null} before
 * @property {string[]} releases
 *
 * @typedef {object} ReleaseInfo what `release.json` of this release says
 * @property {string} release
 * @property {string} made
 * @property {Withdrawal[]} withdrawn
 *
 * @typedef {object} Release
 * @property {string} version
 * @property {ReleaseInfo | null} release
 * @property {Record<string, string>} files each file's path from the site's root, and its hash
 * @property {string[]} compressed those that have a `.gz` beside them
 */

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { version, release: info, files, compressed } = /** @type {{ RELEASE: Release }} */ (
  /** @type {unknown} */ (self)
).RELEASE;

const ROOT = scope.registration.scope;
const OURS = `tilskuddssjekken ${ROOT} `;
/** Which release it is stands in the name of its cache, since releases have names. */
const CACHE = OURS + [version, info?.release, info?.made].join(" ").trim();
/** There since the release was in use; one that only waited was never read by anybody. */
const IN_USE = `${ROOT}release.json`;
/** What readers had of a withdrawn release that this one replaced, until they have read it. */
const REPLACED = `${ROOT}replaced.json`;
const HASH = "Tilskudd-Hash";
const AT_A_TIME = 6;

scope.addEventListener("install", (event) => {
  event.waitUntil(install());
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

scope.addEventListener("message", (event) => {
  // Until a reader asks for it, a new release waits for all pages of the old one to be closed.
  if (event.data === "take-over") {
    void scope.skipWaiting();
  } else if (event.data === "told") {
    event.waitUntil(caches.open(CACHE).then((cache) => cache.delete(REPLACED)));
  }
});

async function install() {
  await fetchRelease();
  if ((await withdrawnInUse()).length > 0) {
    await scope.skipWaiting();
  }
}

async function activate() {
  const others = (await ownCaches()).filter((name) => name !== CACHE);
  const withdrawn = await withdrawnInUse();
  const cache = await caches.open(CACHE);
  await cache.put(IN_USE, new Response(JSON.stringify({ version })));
  if (withdrawn.length > 0) {
    await cache.put(REPLACED, new Response(JSON.stringify({ ...info, withdrawn })));
  } else {
    await passOn(others, cache);
  }
  await Promise.all(others.map((name) => caches.delete(name)));
  if (withdrawn.length > 0 && others.some(isNameless)) {
    // Not waited for: what a page asks for is only answered when this is over.
    for (const client of await scope.clients.matchAll({ type: "window" })) {
      void client.navigate(client.url).catch(() => {});
    }
  }
}

/**
 * What a reader has not read yet is to be read in the next release.
 *
 * @param {readonly string[]} others
 * @param {Cache} cache
 */
async function passOn(others, cache) {
  for (const name of others) {
    const word = await (await caches.open(name)).match(REPLACED);
    if (word !== undefined) {
      await cache.put(REPLACED, word);
    }
  }
}

/** @returns {Promise<Withdrawal[]>} those of this release that are about a release in use */
async function withdrawnInUse() {
  /** @type {Set<Withdrawal>} */
  const found = new Set();
  for (const name of await ownCaches()) {
    const about = name === CACHE ? [] : withdrawalsOf(name);
    const inUse = isNameless(name) || (await (await caches.open(name)).match(IN_USE)) !== undefined;
    for (const one of inUse ? about : []) {
      found.add(one);
    }
  }
  return [...found];
}

/**
 * @param {string} name the cache of a release
 * @returns {Withdrawal[]}
 */
function withdrawalsOf(name) {
  const [, named = "", made = ""] = name.slice(OURS.length).split(" ");
  // What is from before releases had names is from before any that withdraws what is older.
  return (info?.withdrawn ?? []).filter(
    ({ before, releases }) => (before !== null && made < before) || releases.includes(named),
  );
}

/**
 * @param {string} name the cache of a release
 * @returns {boolean} whether it is from before releases had names
 */
function isNameless(name) {
  return !name.slice(OURS.length).includes(" ");
}

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
  const missing = async () => (await cached("404.html")) ?? Response.error();
  return (await cached(path)) ?? fetch(request).catch(missing);
}

/**
 * @param {Request} request
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function file(request, path) {
  // Whoever asks past all caches has found what is kept to be damaged.
  const own = await (request.cache === "reload" ? renewed(path, ["reload"]) : cached(path));
  return own ?? fetch(request).catch(() => Response.error());
}

/**
 * What storage has damaged is fetched again. Large files go out as they are: whoever uses them looks at
 * their hashes itself, and asks past all caches where one is wrong.
 *
 * @param {string} path
 * @returns {Promise<Response | undefined>} nothing where it is not there, or damaged and not to be had
 */
async function cached(path) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(ROOT + path);
  const hash = files[path] ?? "";
  if (found === undefined || compressed.includes(path) || (await isWhole(found, hash))) {
    return found;
  }
  return renewed(path);
}

/**
 * @param {string} path
 * @param {RequestCache[]} [attempts] as for `get`
 * @returns {Promise<Response | undefined>} nothing where the host has it no longer, or no network leads there
 */
async function renewed(path, attempts) {
  try {
    const response = await get(path, files[path] ?? "", attempts);
    const cache = await caches.open(CACHE);
    await cache.put(ROOT + path, response.clone());
    return response;
  } catch {
    return undefined;
  }
}

/**
 * @param {Response} response
 * @param {string} hash
 * @returns {Promise<boolean>}
 */
async function isWhole(response, hash) {
  return (await hashOf(await response.clone().arrayBuffer())) === hash;
}

/** Fetch what is not there yet; a file that fails ends it, and what has come is there next time. */
async function fetchRelease() {
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
 * @returns {Promise<Response | undefined>} the same file as another release has it
 */
async function fromOthers(others, path, hash) {
  for (const other of others) {
    const found = await other.match(ROOT + path);
    if (found?.headers.get(HASH) === hash && (await isWhole(found, hash))) {
      return found;
    }
  }
  return undefined;
}

/**
 * @param {string} path
 * @param {string} hash
 * @param {RequestCache[]} [attempts] how the browser's own cache is asked, or passed by, time after time
 * @returns {Promise<Response>}
 * @throws {Error} where the file does not come, or is another
 */
async function get(path, hash, attempts = ["default", "reload"]) {
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
  throw new Error(`${path} is not the file of this release`);
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

/** @returns {Promise<string[]>} all that this site keeps; others may live on the same host */
async function ownCaches() {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(OURS));
}
