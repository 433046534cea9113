/**
 * Make a page ready for paper: what is folded is opened, links show where they lead, and the page says
 * when it was printed. Afterwards it is as before.
 *
 * @module
 */

import { inWords, today } from "../shared/today.mjs";

/** @type {HTMLDetailsElement[]} */
const opened = [];
const paper = matchMedia("print");

addEventListener("beforeprint", prepare);
addEventListener("afterprint", putBack);
// Not every browser tells both ways.
paper.addEventListener("change", () => (paper.matches ? prepare() : putBack()));

function prepare() {
  write("day", inWords(today()));
  write("address", `${location.origin}${location.pathname}`);
  for (const link of document.querySelectorAll("article a[href]")) {
    if (link instanceof HTMLAnchorElement && isWorthShowing(link)) {
      link.dataset["address"] = link.href.replace(/^mailto:/, "");
    }
  }
  for (const details of document.querySelectorAll("article details:not([open])")) {
    if (details instanceof HTMLDetailsElement) {
      details.open = true;
      opened.push(details);
    }
  }
}

function putBack() {
  for (const details of opened.splice(0)) {
    details.open = false;
  }
}

/**
 * An address is of no use on paper where it is a place on the same page, or the text already; in a
 * table, or behind every reason, it would drown the rest.
 *
 * @param {HTMLAnchorElement} link
 */
function isWorthShowing(link) {
  const here = link.href.split("#")[0] === location.href.split("#")[0];
  const said = (link.textContent ?? "").trim();
  return !here && !link.href.endsWith(said) && link.closest("nav, table, .ts-source") === null;
}

/**
 * @param {string} slot
 * @param {string} text
 */
function write(slot, text) {
  document.querySelector(`[data-module=printed] [data-slot=${slot}]`)?.replaceChildren(text);
}
