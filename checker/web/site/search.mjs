/**
 * The search: a dialog over the sections that the build has cut the pages into.
 *
 * Nothing is fetched until it is opened. What is found is written as text, never as markup.
 *
 * @module
 */

/** @typedef {import("./minisearch.mjs").SearchResult} Found */
/** @typedef {import("./minisearch.mjs").default<Section>} Index */

/**
 * @typedef {object} Section
 * @property {string} address from the site's root
 * @property {string} title
 * @property {string} page the page's title, where it is not the section's own
 * @property {string} text
 * @property {number} weight
 */

const SHOWN = 12;
const SHOWN_OF_A_PAGE = 3;
const SNIPPET_WORDS = 28;
const WORD = /[\p{L}\p{N}]+/gu;
/** A word's other forms begin as it does, or differ by a letter or two; a short word would find anything. */
const LONG_ENOUGH = 4;

/**
 * @param {string} word
 * @returns {string} the word as it is compared: without capitals, accents and Norwegian letters
 */
function folded(word) {
  return word
    .toLowerCase()
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

/**
 * Opens the search, and makes the button open it from now on.
 *
 * @param {HTMLButtonElement} button
 * @param {HTMLDialogElement} dialog
 */
export function startSearch(button, dialog) {
  const field = /** @type {HTMLInputElement} */ (required(dialog, "input"));
  const status = required(dialog, "[role=status]");
  const list = required(dialog, "ol");
  /** @type {Promise<Index> | undefined} */
  let index;

  const show = async () => {
    const query = field.value.trim();
    if (query === "") {
      status.textContent = "";
      list.replaceChildren();
      return;
    }
    try {
      if (index === undefined) {
        status.textContent = word(dialog, "loading");
        index = load(word(dialog, "index"));
      }
      const found = find(await index, query);
      if (query !== field.value.trim()) {
        return;
      }
      status.textContent = word(dialog, countWord(found.length))
        .replace("{count}", () => String(found.length))
        .replace("{query}", () => query);
      list.replaceChildren(...found.map((one) => hit(one, word(dialog, "root"))));
    } catch (error) {
      console.info("The search did not come:", error);
      index = undefined;
      status.textContent = word(dialog, "failed");
      list.replaceChildren();
    }
  };

  const open = () => {
    dialog.showModal();
    field.focus();
    field.select();
    void show();
  };
  button.addEventListener("click", open);
  open();
  required(dialog, "[data-action=close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    // Outside the dialog's content lies its backdrop.
    if (event.target === dialog) {
      dialog.close();
    }
  });
  field.addEventListener("input", () => void show());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      linkOf(list.firstElementChild)?.focus();
      event.preventDefault();
    }
  });
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      const links = [...list.children].map(linkOf);
      const at = links.findIndex((link) => link === document.activeElement);
      const next = at + step < 0 ? field : links[at + step];
      next?.focus();
      event.preventDefault();
    }
  });
  list.addEventListener("click", (event) => {
    // What is found may be on this page: then nothing else would close the search.
    if (event.target instanceof Element && event.target.closest("a")) {
      dialog.close();
    }
  });
}

/**
 * @param {number} count
 * @returns {string} the name of the sentence that tells it
 */
function countWord(count) {
  if (count === 0) {
    return "none";
  }
  if (count === 1) {
    return "one";
  }
  return count === SHOWN ? "best" : "many";
}

/**
 * @param {string} address
 * @returns {Promise<Index>}
 */
async function load(address) {
  const [{ default: MiniSearch }, response] = await Promise.all([
    import("./minisearch.mjs"),
    fetch(address),
  ]);
  if (!response.ok) {
    throw new Error(`${response.url}: ${response.status}`);
  }
  const rows = /** @type {[string, string, string, string, number][]} */ (await response.json());
  /** @type {Index} */
  const index = new MiniSearch({
    idField: "address",
    fields: ["title", "page", "text"],
    storeFields: ["title", "page", "text", "weight"],
    processTerm: folded,
    searchOptions: {
      boost: { title: 4, page: 2 },
      boostDocument: (_, __, stored) => /** @type {number} */ (stored?.["weight"]),
      prefix: true,
      fuzzy: (term) => (term.length >= LONG_ENOUGH ? 0.2 : false),
      maxFuzzy: 2,
      weights: { prefix: 0.7, fuzzy: 0.3 },
    },
  });
  // A slow device is not to stand still meanwhile.
  await index.addAllAsync(
    rows.map(([address, title, page, text, weight]) => ({ address, title, page, text, weight })),
    { chunkSize: 40 },
  );
  return index;
}

/**
 * @param {Index} index
 * @param {string} query
 * @returns {Found[]} the best first; a few of each page
 */
function find(index, query) {
  const all = index.search(query, { combineWith: "AND" });
  const found = all.length > 0 ? all : index.search(query, { combineWith: "OR" });
  /** @type {Map<string, number>} */
  const ofPage = new Map();
  return found
    .filter(({ id }) => {
      const page = String(id).replace(/#.*/, "");
      ofPage.set(page, (ofPage.get(page) ?? 0) + 1);
      return (ofPage.get(page) ?? 0) <= SHOWN_OF_A_PAGE;
    })
    .slice(0, SHOWN);
}

/**
 * @param {Found} found
 * @param {string} root
 * @returns {HTMLLIElement}
 */
function hit(found, root) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `${root}/${found.id}`;
  const title = document.createElement("strong");
  title.textContent = found["title"];
  link.append(title);
  if (found["page"] !== "") {
    const page = document.createElement("span");
    page.textContent = found["page"];
    link.append(" ", page);
  }
  const snippet = document.createElement("p");
  const terms = Object.keys(found.match);
  // Words that only look like those asked for are worth showing where there are no better.
  const asked = terms.filter((term) => found.queryTerms.some((query) => term.startsWith(query)));
  const inTitle = asked.some((term) => found.match[term]?.includes("title"));
  const shown = new Set(asked.length > 0 ? asked : terms);
  snippet.append(...marked(found["text"], shown, inTitle));
  item.append(link, snippet);
  return item;
}

/**
 * @param {string} text
 * @param {Set<string>} terms the words found, as they are compared
 * @param {boolean} fromStart whether the text as a whole is what was looked for
 * @returns {(Node | string)[]} the part of the text that says most of them, with each marked
 */
function marked(text, terms, fromStart) {
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    term: folded(word),
  }));
  const first = fromStart ? 0 : bestStart(words, terms);
  const shown = words.slice(first, first + SNIPPET_WORDS);
  const [start, end] = [shown[0], shown.at(-1)];
  if (start === undefined || end === undefined) {
    return [];
  }
  const isLast = first + SNIPPET_WORDS >= words.length;
  /** @type {(Node | string)[]} */
  const parts = first > 0 ? ["… "] : [];
  let at = first > 0 ? start.start : 0;
  for (const { start: from, end: to, term } of shown) {
    if (terms.has(term)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      parts.push(text.slice(at, from), mark);
      at = to;
    }
  }
  parts.push(isLast ? text.slice(at) : `${text.slice(at, end.end)} …`);
  return parts;
}

/**
 * @param {readonly { term: string }[]} words
 * @param {Set<string>} terms
 * @returns {number} the word to begin at, so that as many different terms as can be are shown
 */
function bestStart(words, terms) {
  const before = 6;
  let best = 0;
  let most = 0;
  words.forEach(({ term }, at) => {
    if (terms.has(term)) {
      const first = Math.max(0, at - before);
      const within = words.slice(first, first + SNIPPET_WORDS);
      const count = new Set(within.map((one) => one.term).filter((one) => terms.has(one))).size;
      if (count > most) {
        [best, most] = [first, count];
      }
    }
  });
  return best;
}

/**
 * @param {Element | null} item
 * @returns {HTMLElement | null | undefined}
 */
function linkOf(item) {
  return item?.querySelector("a");
}

/**
 * @param {HTMLElement} parent
 * @param {string} selector
 * @returns {HTMLElement}
 */
function required(parent, selector) {
  const found = parent.querySelector(selector);
  if (!(found instanceof HTMLElement)) {
    throw new TypeError(`${selector} is missing in the search`);
  }
  return found;
}

/**
 * @param {HTMLElement} dialog
 * @param {string} name
 * @returns {string}
 */
function word(dialog, name) {
  const found = dialog.dataset[name];
  if (found === undefined) {
    throw new TypeError(`data-${name} is missing on the search`);
  }
  return found;
}
