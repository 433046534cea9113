/**
 * The newest release that this browser can learn of: from the host, from what it has told before, and
 * from the service worker.
 *
 * What the host tells is remembered only where it is about the reader's own release, so that its pages
 * say so without a network, too.
 *
 * @module
 */

import { MOST_BYTES, readReleaseFile, supersedes, withdrawalsOf } from "./withdrawals.mjs";

/** @import { Release, ReleaseFile } from "./withdrawals.mjs" */

const ROOT = new URL("../", import.meta.url).href;
const ADDRESS = `${ROOT}release.json`;
/** Where a new release's service worker leaves word of the one it replaced. */
const REPLACED = `${ROOT}replaced.json`;
/** Several sites may share a host, and what it remembers. The name is older releases', too. */
const KEY = `ts-heard ${new URL(ROOT).pathname}`;
const PATIENCE_MS = 20_000;

/**
 * Ask the host.
 *
 * @param {Release} own the reader's
 * @returns {Promise<ReleaseFile | undefined>} what counts; nothing where no answer comes
 */
export async function askForLatest(own) {
  const text = isOffline() ? undefined : await fetchText().catch(() => undefined);
  const file = text === undefined ? undefined : readReleaseFile(text);
  if (text === undefined || file === undefined) {
    return undefined;
  }
  const before = remembered();
  if (before !== undefined && !supersedes(file, before, Date.now())) {
    return before;
  }
  remember(withdrawalsOf(own, file).length > 0 ? text : undefined);
  return file;
}

/**
 * @param {Release} own the reader's
 * @returns {Promise<boolean>} whether the host has another release of this page, past all caches
 */
export async function hasAnotherPage({ release }) {
  try {
    const page = await fetch(location.href, patient({ cache: "reload" }));
    // A page that is no more has a page in its place.
    return (page.ok || page.status === 404) && !(await page.text()).includes(release);
  } catch {
    return false;
  }
}

/** @returns {boolean} whether the browser knows that there is no network */
export function isOffline() {
  return navigator.onLine === false;
}

/** @returns {ReleaseFile | undefined} what the host has told of the reader's own release */
export function remembered() {
  try {
    return readReleaseFile(localStorage.getItem(KEY) ?? "");
  } catch {
    return undefined;
  }
}

/**
 * Hear of what another page of the site has remembered.
 *
 * @param {(file: ReleaseFile) => void} then
 */
export function onRemembered(then) {
  addEventListener("storage", ({ key }) => {
    const file = key === KEY ? remembered() : undefined;
    if (file !== undefined) {
      then(file);
    }
  });
}

/** @param {string | undefined} text nothing where there is nothing to remember */
function remember(text) {
  try {
    if (text === undefined) {
      localStorage.removeItem(KEY);
    } else {
      localStorage.setItem(KEY, text);
    }
  } catch {
    // It is then known for as long as the page lasts.
  }
}

/** @returns {Promise<ReleaseFile | undefined>} what the release that was replaced was withdrawn for */
export async function replacedRelease() {
  try {
    const found = await caches.match(REPLACED);
    return found && readReleaseFile(await found.text());
  } catch {
    return undefined;
  }
}

/** @returns {Promise<string | undefined>} nothing where it is too large to be what it should be */
async function fetchText() {
  const response = await fetch(ADDRESS, patient({ cache: "no-cache", priority: "low" }));
  const reader = response.ok ? response.body?.getReader() : undefined;
  const decoder = new TextDecoder();
  let text = "";
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (text.length > MOST_BYTES) {
      await reader?.cancel();
      return undefined;
    }
  }
  return reader && text;
}

/**
 * @param {RequestInit} options
 * @returns {RequestInit} not to be waited for for ever, and from here or not at all
 */
function patient(options) {
  return { ...options, redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) };
}
