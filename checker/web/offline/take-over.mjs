/**
 * How a new release takes the place of the one that the browser has cached.
 *
 * @module
 */

const WRITTEN_IN = "input:not([type=radio], [type=checkbox]), select, textarea";
const LOOK_AGAIN_MS = 2000;

/** @returns {Promise<ServiceWorkerRegistration | undefined>} */
export async function registered() {
  try {
    return await navigator.serviceWorker?.getRegistration();
  } catch {
    // Where storage is shut off.
    return undefined;
  }
}

/**
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<boolean>} whether a new release is now in the place of the cached one
 */
export async function takeOver(registration) {
  try {
    await registration.update();
  } catch {
    // One that waits already will do.
  }
  const coming = registration.installing ?? registration.waiting;
  if (coming === null) {
    return false;
  }
  return new Promise((resolve) => {
    const watch = () => {
      if (coming.state === "installed") {
        coming.postMessage("take-over");
      } else if (coming.state === "activated" || coming.state === "redundant") {
        resolve(coming.state === "activated");
      }
    };
    coming.addEventListener("statechange", watch);
    watch();
  });
}

export function reload() {
  location.reload();
}

/** What is answered is stored, but not what stands half written in a field. */
export function reloadWhenNothingIsWritten() {
  if (document.activeElement?.matches(WRITTEN_IN) && document.visibilityState === "visible") {
    setTimeout(reloadWhenNothingIsWritten, LOOK_AGAIN_MS);
  } else {
    reload();
  }
}
