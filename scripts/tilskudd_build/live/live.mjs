// Keeps a page up with what is saved, and tells what is wrong with it. Only `make serve` sends this.

/**
 * @typedef {{place: string, text: string, excerpt: string[], help: string}} ErrorReport
 * @typedef {{version: number, title?: string, lead?: string, more?: string, messages?: ErrorReport[], note?: string}} State
 */

const PANEL = "live-panel";

/** @type {number | undefined} */
let version;

/** @type {EventSource | undefined} */
let events;

/** A hidden page listens to nothing: browsers allow only a few connections to one server. */
function listen() {
  if (document.hidden) {
    events?.close();
    events = undefined;
  } else if (!events) {
    events = new EventSource("/@live/events");
    events.addEventListener("message", (event) => show(JSON.parse(event.data)));
  }
}

/** @param {State} state */
function show(state) {
  version ??= state.version;
  if (state.version !== version) {
    location.reload();
    return;
  }
  document.getElementById(PANEL)?.remove();
  if (state.title || state.note) {
    document.body.append(panel(state));
  }
}

/**
 * @param {State} state
 * @returns {HTMLElement}
 */
function panel(state) {
  const made = element("section", { id: PANEL, role: "alert", tabindex: "0" });
  if (state.note) {
    made.append(element("p", {}, state.note));
    return made;
  }
  made.append(element("h2", {}, state.title ?? ""), element("p", {}, state.lead ?? ""));
  const list = element("ol", {});
  for (const { place, text, excerpt, help } of state.messages ?? []) {
    const item = element("li", {});
    item.append(element("p", { class: "live-place" }, place), element("p", {}, text));
    if (excerpt.length > 0) {
      item.append(element("pre", {}, excerpt.join("\n")));
    }
    if (help) {
      item.append(element("a", { href: help }, state.more ?? ""));
    }
    list.append(item);
  }
  made.append(list);
  return made;
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {string} text
 */
function element(name, attributes, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.textContent = text;
  return made;
}

document.addEventListener("visibilitychange", listen);
listen();
