// Makes a table searchable and sortable where scripts run; without them it is a plain table.
//
// The region around the table says what to call things:
//
//     <div data-module="sortable-table" data-label="…" data-hint="…" data-count="… {shown} … {all} …"
//          data-none="…"> <table> … <th data-sort="text|number"> … <tbody> … </table> </div>
//
// Each <tbody> is one entry: its first row is sorted by, all of it is searched in.

/** @param {string} text */
const folded = (text) => text.toLocaleLowerCase("nb").trim();

/**
 * @param {Element} entry
 * @param {number} column
 */
const cellText = (entry, column) => entry.querySelector("tr")?.children[column]?.textContent ?? "";

/** @param {string} text */
const asNumber = (text) => Number(text.replace(/[^\d-]/g, ""));

const collator = new Intl.Collator("nb");

/**
 * @param {HTMLTableElement} table
 * @param {string} name The data attribute's name.
 * @param {HTMLElement} region
 */
function requireWords(table, name, region) {
  const words = region.dataset[name];
  if (words === undefined) {
    throw new TypeError(`data-${name} is missing around the table "${table.caption?.textContent}"`);
  }
  return words;
}

/** @param {HTMLTableElement} table */
function startSorting(table) {
  /** @type {HTMLTableCellElement[]} */
  const headers = [...table.querySelectorAll("thead th")].filter(
    (cell) => cell instanceof HTMLTableCellElement,
  );
  headers.forEach((header, column) => {
    const kind = header.dataset["sort"];
    if (kind === undefined) {
      return;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tg-sort";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const ascending = header.getAttribute("aria-sort") !== "ascending";
      for (const other of headers) {
        other.removeAttribute("aria-sort");
      }
      header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      const entries = [...table.tBodies].sort((a, b) => {
        const [left, right] = [cellText(a, column), cellText(b, column)];
        const order =
          kind === "number" ? asNumber(left) - asNumber(right) : collator.compare(left, right);
        return ascending ? order : -order;
      });
      const foot = table.tFoot;
      for (const entry of entries) {
        table.insertBefore(entry, foot);
      }
    });
  });
}

/**
 * @param {HTMLTableElement} table
 * @param {HTMLElement} region
 */
function startSearch(table, region) {
  const entries = [...table.tBodies];
  const label = document.createElement("label");
  label.className = "tg-filter__label";
  label.textContent = requireWords(table, "label", region);
  label.htmlFor = "tg-filter";
  const hint = document.createElement("p");
  hint.className = "tg-note";
  hint.id = "tg-filter-hint";
  hint.textContent = requireWords(table, "hint", region);
  const field = document.createElement("input");
  field.type = "search";
  field.id = label.htmlFor;
  field.className = "tg-filter__field";
  field.setAttribute("aria-describedby", hint.id);
  const status = document.createElement("p");
  status.className = "tg-note";
  status.setAttribute("role", "status");
  field.addEventListener("input", () => {
    const wanted = folded(field.value);
    let shown = 0;
    for (const entry of entries) {
      const names = [...entry.querySelectorAll("th")].map((cell) => folded(cell.textContent ?? ""));
      entry.hidden = !names.some((name) => name.includes(wanted));
      shown += entry.hidden ? 0 : 1;
    }
    const count = requireWords(table, "count", region)
      .replace("{shown}", String(shown))
      .replace("{all}", String(entries.length));
    status.textContent = shown === 0 ? requireWords(table, "none", region) : wanted ? count : "";
  });
  const box = document.createElement("div");
  box.className = "tg-filter";
  box.append(label, hint, field, status);
  region.before(box);
}

for (const region of document.querySelectorAll("[data-module=sortable-table]")) {
  const table = region.querySelector("table");
  if (region instanceof HTMLElement && table !== null) {
    startSorting(table);
    startSearch(table, region);
  }
}
