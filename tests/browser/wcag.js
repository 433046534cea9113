// Questions to a page, each answered with the list of what is wrong; and what they are asked with.

globalThis.wcag = (() => {
  const named = (element) => {
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `${element.localName}${element.id ? `#${element.id}` : ""}${classes} «${words}»`;
  };

  const shown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);

  const focusable = () =>
    all("a[href], button, input, select, textarea, summary, [tabindex='0']").filter(
      (element) => !element.disabled,
    );

  const isWider = () => document.documentElement.scrollWidth > innerWidth;

  const luminance = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  return {
    focusable,

    /** What scrolls sideways and is neither a table nor code that a key can scroll (1.4.10). */
    sideways() {
      const found = isWider() ? ["the page"] : [];
      for (const element of all("body *")) {
        const { overflowX } = getComputedStyle(element);
        const scrolls =
          ["auto", "scroll"].includes(overflowX) && element.scrollWidth > element.clientWidth;
        const isTable = element.querySelector("table") !== null;
        const isCode = element.closest("pre") !== null || element.querySelector("pre") !== null;
        if (scrolls && !(element.tabIndex === 0 && (isTable || isCode))) {
          found.push(named(element));
        }
      }
      return found;
    },

    /** Set the distances of 1.4.12, by a sheet made here: the page's policy takes no other. */
    space() {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`
        * {
          line-height: 1.5 !important;
          letter-spacing: 0.12em !important;
          word-spacing: 0.16em !important;
        }
        p { margin-bottom: 2em !important; }`);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },

    /** Text that its box cuts off. */
    cutOff() {
      const found = isWider() ? ["the page is wider"] : [];
      for (const element of all("body *")) {
        const { overflowX, overflowY, clipPath } = getComputedStyle(element);
        const cuts = (overflow, whole, seen) =>
          ["hidden", "clip"].includes(overflow) && whole > seen + 2;
        const isCut =
          cuts(overflowY, element.scrollHeight, element.clientHeight) ||
          cuts(overflowX, element.scrollWidth, element.clientWidth);
        const isForEars = clipPath !== "none";
        const isText = element.closest("svg") === null && element.textContent.trim() !== "";
        if (isCut && isText && !isForEars) {
          found.push(named(element));
        }
      }
      return found;
    },

    /** What would move although the reader wants stillness. */
    moving() {
      const found = [];
      for (const element of document.querySelectorAll("html, body, body *")) {
        for (const part of ["", "::before", "::after"]) {
          const style = getComputedStyle(element, part);
          const isStill =
            style.transitionDuration.split(", ").every((time) => parseFloat(time) === 0) &&
            style.animationName === "none" &&
            style.scrollBehavior === "auto";
          if (!isStill) {
            found.push(named(element) + part);
          }
        }
      }
      return found;
    },

    /** What shows no outline when a key has moved the focus there; press a key before asking. */
    unmarked() {
      return focusable()
        .filter((element) => {
          element.focus({ preventScroll: true });
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          const isMarked = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
          return document.activeElement === element && !isMarked;
        })
        .map(named);
    },

    /** Where landmarks, headings, tables, images or the language are not as they should be. */
    disorder() {
      const found = [];
      for (const selector of ["main", "body > header", "footer", "h1"]) {
        const count = all(selector).length;
        if (count !== 1) {
          found.push(`${count} × ${selector}`);
        }
      }
      if (document.documentElement.lang !== "nb") {
        found.push(`the language is ${document.documentElement.lang}`);
      }
      let level = 0;
      for (const heading of all("h1, h2, h3, h4, h5, h6")) {
        const own = Number(heading.localName[1]);
        if (own > level + 1) {
          found.push(`${named(heading)} follows a heading of level ${level}`);
        }
        level = own;
      }
      for (const nav of document.querySelectorAll("nav:not([aria-label])")) {
        found.push(`${named(nav)} has no name`);
      }
      for (const table of document.querySelectorAll("table")) {
        if (!table.caption?.textContent.trim()) {
          found.push(`${named(table)} has no caption`);
        }
        if (table.querySelector("th") === null) {
          found.push(`${named(table)} has no headers`);
        }
      }
      for (const image of document.querySelectorAll("img:not([alt])")) {
        found.push(`${named(image)} has no alternative`);
      }
      return found;
    },

    /** What is drawn, or can be used, and hardly differs from the ground it stands on. */
    faint() {
      const ground = getComputedStyle(document.body).backgroundColor;
      const drawn = all(".tg-chart__bar, .tg-wordmark__ground").filter(
        (shape) => contrast(getComputedStyle(shape).fill, ground) < 3,
      );
      const controls = all("button, input, select, summary").filter((control) => {
        const { borderTopWidth, borderTopColor, color } = getComputedStyle(control);
        const hasEdge = parseFloat(borderTopWidth) > 0 && contrast(borderTopColor, ground) >= 3;
        return !hasEdge && contrast(color, ground) < 4.5;
      });
      return [...drawn, ...controls].map(named);
    },

    /** Whether what has the focus is scrolled sideways, or is within a second. */
    async scrolls() {
      const { activeElement } = document;
      for (let frame = 0; frame < 60 && activeElement.scrollLeft === 0; frame += 1) {
        await new Promise(requestAnimationFrame);
      }
      return activeElement.scrollLeft > 0;
    },

    /** Where the focus is: its place among all that can have it, and whether it is in sight. */
    here() {
      const { activeElement } = document;
      const { top, bottom, width } = activeElement.getBoundingClientRect();
      return {
        at: focusable().indexOf(activeElement),
        seen: width > 0 && bottom > 0 && top < innerHeight,
      };
    },
  };
})();
