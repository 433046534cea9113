// The rules as the browser loads them, under Node: the files of a built site's `checker/` folder.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * @param {string} folder the built site's `checker/` folder
 * @returns {Promise<{ python: any, checker: any }>} the runtime and `Checker` with the catalogue
 */
export async function loadRules(folder) {
  const { files, lock } = JSON.parse(readFileSync(join(folder, "runtime.json"), "utf8"));
  const place = (role) => join(folder, files[role].path);
  const { loadPyodide } = await import(pathToFileURL(place("loader")).href);
  const python = await loadPyodide({
    indexURL: `${dirname(place("machine"))}/`,
    stdLibURL: place("library"),
    lockFileContents: JSON.stringify(lock),
    // Standard output belongs to whoever runs this.
    stdout: (text) => process.stderr.write(`${text}\n`),
  });
  python.FS.writeFile("/rules.whl", readFileSync(place("wheel")));
  python.pyimport("sys").path.append("/rules.whl");
  const { Checker } = python.pyimport("tilskudd_rules.api");
  return { python, checker: Checker(readFileSync(place("catalogue"), "utf8")) };
}
