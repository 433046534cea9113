/**
 * The banner of a build for proof-reading: says which day the site is shown as on.
 *
 * @module
 */

import { formatMessage } from "../shared/format-message.mjs";
import { inWords, preview } from "../shared/today.mjs";

const banner = document.querySelector("[data-module=preview]");
const shown = preview();

if (banner !== null && shown !== null) {
  const { day, refused } = shown;
  say("shown", { day: inWords(day) });
  const field = banner.querySelector("input");
  if (field !== null) {
    field.value = day;
  }
  if (refused !== null) {
    say("refused", { found: refused });
  }
}

/**
 * @param {string} name the slot, which carries its own sentence
 * @param {Record<string, string>} values what goes into the sentence's braces
 */
function say(name, values) {
  const slot = banner?.querySelector(`[data-slot=${name}]`);
  if (slot instanceof HTMLElement) {
    slot.textContent = formatMessage(slot.dataset["sentence"] ?? "", values);
    slot.hidden = false;
  }
}
