/**
 * What a visit to any page prepares for: the checker's files are fetched while the reader reads, and
 * the site works without a network the next time.
 *
 * @module
 */

import { reloadWhenNothingIsWritten } from "./take-over.mjs";

/** @typedef {{ connection?: { saveData?: boolean } }} WithConnection */
/** @typedef {{ createScriptURL: (name: string) => string }} Rules */
/** @typedef {{ createPolicy: (name: string, rules: Rules) => Rules }} TrustedTypes */

const address = document.querySelector("meta[name=ts-offline]")?.getAttribute("content");
const checker = document.querySelector("[data-module=checker]");

const { trustedTypes } = /** @type {{ trustedTypes?: TrustedTypes }} */ (
  /** @type {unknown} */ (globalThis)
);
// The page's policy lets no text become a script's address but through here, and here only one does.
const policy = trustedTypes?.createPolicy("tilskuddssjekken-offline", {
  createScriptURL: () => address ?? "",
});

if ("serviceWorker" in navigator) {
  if (navigator.serviceWorker.controller !== null) {
    // A page and what it loads are of one release.
    navigator.serviceWorker.addEventListener("controllerchange", reloadWhenNothingIsWritten);
  }
  if (!address) {
    void leave();
  } else if (checker === null) {
    whenIdle(() => void register(address));
  } else {
    // What the checker needs now comes first; afterwards most of it is in the browser's cache.
    checker.addEventListener("ts-ready", () => whenIdle(() => void register(address)), { once: true });
  }
}

/** @param {() => void} then */
export function whenIdle(then) {
  const idle = () => {
    // Not every browser can say when it is idle.
    if ("requestIdleCallback" in globalThis) {
      requestIdleCallback(then, { timeout: 5000 });
    } else {
      setTimeout(then, 1000);
    }
  };
  if (document.readyState === "complete") {
    idle();
  } else {
    addEventListener("load", idle, { once: true });
  }
}

/** @returns {boolean} whether the reader has asked for little to be fetched */
export function savesData() {
  const { connection } = /** @type {WithConnection} */ (navigator);
  return connection?.saveData ?? false;
}

/** @param {string} worker */
async function register(worker) {
  if (savesData()) {
    return;
  }
  const { serviceWorker } = navigator;
  const wasCached = serviceWorker.controller !== null;
  try {
    const trusted = policy?.createScriptURL(worker) ?? worker;
    const registration = await serviceWorker.register(trusted, { updateViaCache: "none" });
    if (wasCached) {
      announceNewReleases(registration);
    }
  } catch (error) {
    // The site works without it; a browser may refuse it, as in a private window.
    console.info("Not kept for use without a network:", error);
  }
}

/** @param {ServiceWorkerRegistration} registration */
function announceNewReleases(registration) {
  const announce = () => {
    if (registration.waiting !== null) {
      showNotice(registration.waiting);
    }
  };
  announce();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", announce);
  });
}

/** @param {ServiceWorker} waiting */
function showNotice(waiting) {
  const notice = document.querySelector("[data-module=new-release]");
  const button = notice?.querySelector("button");
  if (notice instanceof HTMLElement && button) {
    button.onclick = () => waiting.postMessage("take-over");
    notice.hidden = false;
  }
}

/** A build for those who edit caches nothing, and is not to be hidden by one that did. */
async function leave() {
  const registrations = await navigator.serviceWorker.getRegistrations();
  for (const registration of registrations) {
    if (location.href.startsWith(registration.scope)) {
      await registration.unregister();
    }
  }
}
