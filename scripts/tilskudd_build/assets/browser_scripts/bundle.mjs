/**
 * Bundle each script that a page or a worker begins with and all that it imports into one file. Run by
 * `browser_scripts` under Node:
 *
 *     node bundle.mjs <out folder> <production|development> <script>…
 */

import { basename } from "node:path";

import { build } from "esbuild";

const [outdir, mode, ...scripts] = process.argv.slice(2);
await build({
  // Side by side in the site, whatever rooms they were written in.
  entryPoints: scripts.map((script) => ({ in: script, out: basename(script, ".mjs") })),
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  // The browsers that can run the rules need nothing rewritten.
  target: "esnext",
  // Fetched when somebody searches.
  external: ["./search.mjs", "./minisearch.mjs"],
  minify: mode === "production",
  logLevel: "error",
});
