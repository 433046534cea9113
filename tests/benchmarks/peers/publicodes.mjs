// The amount in publicodes, as its users write rules: one rule a year, each with its condition, and
// a sum. One engine for all situations, as its documentation has it.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { contest } from "./contest.mjs";

// Installed apart from this file: it is no dependency of the project.
const publicodes = join(process.argv[2], "node_modules/publicodes/dist/index.js");
const { default: Engine } = await import(pathToFileURL(publicodes).href);

await contest(({ rates, cap }) => {
  const years = rates.map((_, index) => `år ${index + 1}`);
  const engine = new Engine({
    stillinger: { question: "Hvor mange stillinger?", unité: "stilling" },
    mottatt: { question: "Hvor mange år med tilskudd?", unité: "an" },
    "stillinger som teller": { valeur: "stillinger", plafond: `${cap / 100} stilling` },
    ...Object.fromEntries(
      rates.map((rate, index) => [
        years[index],
        {
          "applicable si": `mottatt < ${index + 1} an`,
          produit: ["stillinger som teller", `${rate} kr/stilling`],
        },
      ]),
    ),
    "i alt": { somme: years, unité: "kr" },
  });
  return {
    total: (positions, received) =>
      engine.setSituation({ stillinger: positions / 100, mottatt: received }).evaluate("i alt")
        .nodeValue,
  };
});
