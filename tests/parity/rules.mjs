// The rules as the browser loads them, under Node: the files of a built site's `checker/` folder.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * @param {string} folder the built site's `checker/` folder
 * @returns {Promise<{ python: any, checker: any }>} the runtime and `Checker` with the catalogue
 */
export async function loadRules(folder) {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide/pyodide.mjs")).href);
  const python = await loadPyodide({
    indexURL: join(folder, "pyodide/"),
    lockFileURL: join(folder, "pyodide-lock.json"),
    // Under Node a package is looked for here first; were it not found, it would be downloaded.
    packageCacheDir: folder,
    packages: ["tilskudd-rules"],
    // Standard output belongs to whoever runs this.
    stdout: (text) => process.stderr.write(`${text}\n`),
  });
  const { Checker } = python.pyimport("tilskudd_rules.api");
  return { python, checker: Checker(readFileSync(join(folder, "catalogue.json"), "utf8")) };
}
