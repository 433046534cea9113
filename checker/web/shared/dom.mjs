/**
 * Fill the page's own templates. Everything that is shown goes in as text; nothing is parsed.
 *
 * @module
 */

/** @typedef {string | Node | readonly Node[] | null | undefined} Content */

/**
 * Find an element that the page's HTML must hold.
 *
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
export function find(root, selector, kind) {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) {
    throw new TypeError(`The page has no ${selector}`);
  }
  return found;
}

/**
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement} the element with `data-part`
 */
export function part(root, name) {
  return find(root, `[data-part="${name}"]`, HTMLElement);
}

/**
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement} the element with `data-slot`
 */
export function slot(root, name) {
  return find(root, `[data-slot="${name}"]`, HTMLElement);
}

/**
 * Make a copy of a template with its slots filled.
 *
 * A slot given nothing, or an empty list, goes away, and so does the part of the same name around
 * it, heading and all.
 *
 * @param {string} name the template's id without `ts-`
 * @param {Record<string, Content>} [contents] what goes into each `data-slot`
 * @returns {DocumentFragment}
 */
export function fill(name, contents = {}) {
  const template = find(document, `template#ts-${name}`, HTMLTemplateElement);
  const copy = document.importNode(template.content, true);
  for (const [key, content] of Object.entries(contents)) {
    const empty = content == null || content === "" || (Array.isArray(content) && !content.length);
    const target = copy.querySelector(`[data-slot="${key}"]`);
    if (empty) {
      (copy.querySelector(`[data-part="${key}"]`) ?? target)?.remove();
    } else if (target === null) {
      throw new TypeError(`Template ${name} has no slot ${key}`);
    } else {
      target.replaceChildren(.../** @type {(string | Node)[]} */ ([content].flat()));
    }
  }
  return copy;
}

/**
 * @param {string} name
 * @param {Record<string, Content>} [contents]
 * @returns {HTMLElement} the template's one element, filled
 */
export function element(name, contents) {
  return find(fill(name, contents), "*", HTMLElement);
}

/**
 * @param {string} name the id, without `ts-`, of a template that is nothing but text
 * @returns {string}
 */
export function templateText(name) {
  return (fill(name).textContent ?? "").trim();
}

/**
 * Show or hide an element; says whether that changed anything.
 *
 * @param {HTMLElement} target
 * @param {boolean} shown
 */
export function show(target, shown) {
  if (target.hidden === shown) {
    target.hidden = !shown;
  }
}

/**
 * Let the page answer its reader before the work goes on.
 *
 * @returns {Promise<void>}
 */
export function pause() {
  return new Promise((resolve) => setTimeout(resolve));
}
