/**
 * Stands in for the site's own `runtime.mjs`: npm's Pyodide as it is shipped, loaded the way its
 * documentation says, with the same rules and the same catalogue.
 */

const FOLDER = "npm-0";

export async function loadRules(tell) {
  tell("runtime");
  const catalogue = fetch(here("catalogue.json")).then((response) => response.text());
  const { loadPyodide } = await import(here("pyodide.mjs"));
  const python = await loadPyodide({ indexURL: here("") });
  await python.loadPackage(here("tilskudd_rules-0.1.0-py3-none-any.whl"));
  const { Checker } = python.pyimport("tilskudd_rules.api");
  return { rules: Checker(await catalogue), way: "plain" };
}

function here(name) {
  return new URL(`${FOLDER}/${name}`, import.meta.url).href;
}
