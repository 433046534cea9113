// Every selector of the theme's sheet that finds something on the page or in what its scripts draw
// from, whatever state the reader brings it in, and that the page's own sheets do not have.
(theme) => {
  const EACH = /,(?![^(]*[)])/;
  const selectors = (sheet) => {
    const found = new Set();
    const walk = (rules, around) => {
      for (const rule of rules) {
        if (rule.selectorText !== undefined) {
          if ([...rule.style].every((name) => name.startsWith("--"))) continue;
          for (const one of rule.selectorText.split(EACH)) found.add(`${around}{${one.trim()}`);
        } else if (rule.cssRules) {
          walk(rule.cssRules, `${around}${rule.media?.mediaText ?? ""} `);
        }
      }
    };
    walk(sheet.cssRules, "");
    return found;
  };
  const whole = new CSSStyleSheet();
  whole.replaceSync(theme);
  const there = new Set([...document.styleSheets].flatMap((sheet) => [...selectors(sheet)]));
  const roots = [document, ...[...document.querySelectorAll("template")].map((t) => t.content)];
  const finds = (selector) => {
    const still = selector.replace(/^[^{]*{/, "")
      .replace(/::?(?!not|is|where|has|root)[a-z-]+([(][^()]*[)])?/g, "") || "*";
    try {
      return roots.some((root) => root.querySelector(still) !== null);
    } catch {
      return false;
    }
  };
  const used = [...selectors(whole)].filter(finds);
  return { used: used.length, missing: used.filter((selector) => !there.has(selector)) };
};
