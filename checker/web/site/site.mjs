// What every page has: the choice of colours, the search, what is got ready for paper and for the
// next visit, and word of a release that is withdrawn.

import "./print.mjs";
import "./recall.mjs";
import "../offline/register-service-worker.mjs";
import { startThemeButton } from "./theme.mjs";

for (const button of document.querySelectorAll("button[data-module=scheme]")) {
  if (button instanceof HTMLButtonElement) {
    startThemeButton(button);
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
