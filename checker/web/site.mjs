// Small things every page has: the choice of colours, and quiet keys.

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

// The theme starts a search, or turns the page, at a single letter. A reader who dictates, or whose hand
// slips, must not be sent away by it (WCAG 2.1.4), so letters outside a field go no further.
window.addEventListener(
  "keydown",
  (event) => {
    const field = event.target instanceof Element && event.target.closest("input, select, textarea");
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!field && plain && event.key.length === 1 && event.key !== " ") {
      event.stopImmediatePropagation();
    }
  },
  { capture: true },
);

for (const button of document.querySelectorAll("button[data-module=scheme]")) {
  if (button instanceof HTMLButtonElement) {
    startSchemeButton(button);
  }
}
