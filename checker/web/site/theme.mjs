/**
 * The reader's choice of colours: the machine's own, light or dark.
 *
 * The page's HTML and style sheets call it a scheme (`data-ts-scheme`), and so does what browsers
 * remember: another name there would forget what readers have chosen.
 *
 * @module
 */

/** @typedef {"auto" | "light" | "dark"} Theme */

const KEY = "ts-scheme";
/** @type {Theme[]} */
const THEMES = ["auto", "light", "dark"];

/**
 * Show the button that goes through the themes.
 *
 * @param {HTMLButtonElement} button
 */
export function startThemeButton(button) {
  const show = () => {
    button.textContent = button.dataset[chosen()] ?? "";
  };
  button.addEventListener("click", () => {
    choose(THEMES[(THEMES.indexOf(chosen()) + 1) % THEMES.length] ?? "auto");
    show();
  });
  show();
  button.hidden = false;
}

/** @returns {Theme} the reader's own choice, which the head of the page has put into force */
function chosen() {
  const theme = document.documentElement.dataset["tsScheme"];
  return THEMES.find((known) => known === theme) ?? "auto";
}

/** @param {Theme} theme from now on, on this machine alone */
function choose(theme) {
  try {
    if (theme === "auto") {
      delete document.documentElement.dataset["tsScheme"];
      localStorage.removeItem(KEY);
    } else {
      document.documentElement.dataset["tsScheme"] = theme;
      localStorage.setItem(KEY, theme);
    }
  } catch {
    // The choice then lasts as long as the page.
  }
}
