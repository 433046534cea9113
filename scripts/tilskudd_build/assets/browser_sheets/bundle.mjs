/**
 * Bundle the theme's sheet, without the rules that no page uses, and our own into one. Run by
 * `browser_sheets` under Node:
 *
 *     node bundle.mjs <out file> <production|development> <theme's sheet> <our sheet>… -- <what pages are made from>…
 */

import { readFile, writeFile } from "node:fs/promises";
import { transform } from "esbuild";
import { PurgeCSS } from "purgecss";

/** What Markdown makes of signs, so that no source names it. */
const OF_MARKDOWN = [
  ..."blockquote code em h1 h2 h3 h4 h5 h6 hr img li ol p pre strong ul".split(" "),
  ..."table tbody td th thead tr".split(" "),
];

const [out, mode, ...files] = process.argv.slice(2);
const sources = files.splice(files.indexOf("--")).slice(1);
const [theme, ...ours] = await Promise.all(files.map((file) => readFile(file, "utf8")));
const own = ours.join("\n");
const [used] = await new PurgeCSS().purge({
  content: sources,
  css: [{ raw: theme }],
  safelist: {
    standard: OF_MARKDOWN,
    variables: [...own.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name),
  },
  keyframes: true,
  variables: true,
});
const { code } = await transform(`${used.css}\n${own}`, {
  loader: "css",
  // The browsers that can run the rules need nothing rewritten.
  target: "esnext",
  minify: mode === "production",
});
await writeFile(out, code);
