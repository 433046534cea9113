// What every page has: the choice of colours, the search, what is got ready for paper and for the
// next visit, and word of a release that is withdrawn.

import "./print.mjs";
import "./recall.mjs";
import "../offline/register-service-worker.mjs";

/** @typedef {"auto" | "light" | "dark"} Scheme */

const KEY = "ts-scheme";
/** @type {Scheme[]} */
const SCHEMES = ["auto", "light", "dark"];

/** @returns {Scheme} The reader's own choice, kept on this machine alone. */
function chosen() {
  const scheme = document.documentElement.dataset["tsScheme"];
  return SCHEMES.find((known) => known === scheme) ?? "auto";
}

/**
 * Shows the button that goes through the colour schemes.
 *
 * @param {HTMLButtonElement} button
 */
function startSchemeButton(button) {
  const show = () => {
    button.textContent = button.dataset[chosen()] ?? "";
  };
  button.addEventListener("click", () => {
    const next = SCHEMES[(SCHEMES.indexOf(chosen()) + 1) % SCHEMES.length] ?? "auto";
    if (next === "auto") {
      delete document.documentElement.dataset["tsScheme"];
    } else {
      document.documentElement.dataset["tsScheme"] = next;
    }
    try {
      if (next === "auto") {
        localStorage.removeItem(KEY);
      } else {
        localStorage.setItem(KEY, next);
      }
    } catch {
      // The choice then lasts as long as the page.
    }
    show();
  });
  show();
  button.hidden = false;
}

for (const button of document.querySelectorAll("button[data-module=scheme]")) {
  if (button instanceof HTMLButtonElement) {
    startSchemeButton(button);
  }
}

const dialog = document.querySelector("dialog#tg-search");
for (const button of document.querySelectorAll("button[data-module=search]")) {
  if (button instanceof HTMLButtonElement && dialog instanceof HTMLDialogElement) {
    // Few readers of a page search from it, so the search comes when it is asked for.
    const start = async () => {
      const { startSearch } = await import("./search.mjs");
      button.removeEventListener("click", start);
      startSearch(button, dialog);
    };
    button.addEventListener("click", start);
  }
}
