/**
 * How Python comes to the browser: which files are fetched, and which way it is started.
 *
 * There are two ways. The fast one fetches a snapshot: the memory of a Python that already has the
 * rules and the catalogue loaded. The plain one, taken wherever the fast one fails, fetches
 * Python's library, the rules and the catalogue, and loads them. Both end in the same answers.
 *
 * @module
 */

import { RuntimeFiles } from "./fetching.mjs";
import { startFromSnapshot, startPlainly } from "./starting.mjs";

/** @import { Runtime } from "./fetching.mjs" */
/** @import { Stage, Way } from "./messages.mjs" */
/** @import { Parts, PlainParts, Rules } from "./starting.mjs" */

/** @typedef {{ startFromSnapshot: typeof startFromSnapshot, startPlainly: typeof startPlainly }} Ways */

/**
 * @param {(stage: Stage) => void} tell told how far it has come
 * @param {RuntimeFiles} [files]
 * @param {Ways} [ways]
 * @returns {Promise<{ rules: Rules, way: Way }>}
 * @throws {import("./fetching.mjs").DownloadError} where a file is missing or damaged
 */
export async function loadRules(
  tell,
  files = new RuntimeFiles(import.meta.url),
  ways = { startFromSnapshot, startPlainly },
) {
  tell("runtime");
  const runtime = await files.describe();
  const { snapshot, lock } = runtime;
  const parts = fetchParts(files, runtime);
  if (snapshot !== null && runtime.files.snapshot !== undefined) {
    try {
      const packed = files.bytes(runtime.files.snapshot);
      const rules = await ways.startFromSnapshot(parts, lock, snapshot, packed);
      return { rules, way: "snapshot" };
    } catch (error) {
      // What the plain start needs as well must be there for it to be worth trying.
      await Promise.all(Object.values(parts));
      console.info("The snapshot cannot be used here:", error);
    }
  }
  const plain = await fetchPlainParts(files, runtime);
  return { rules: await ways.startPlainly(parts, lock, plain, tell), way: "plain" };
}

/**
 * What both ways need, all fetched at once.
 *
 * @param {RuntimeFiles} files
 * @param {Runtime} runtime
 * @returns {Parts}
 */
function fetchParts(files, { files: { loader, program, machine } }) {
  const parts = {
    loader: files.script(loader),
    program: files.script(program),
    machine: files.webAssembly(machine),
  };
  for (const part of Object.values(parts)) {
    // Whoever needs it comes later; until then its failure must not count as unhandled.
    part.catch(() => {});
  }
  return parts;
}

/**
 * @param {RuntimeFiles} files
 * @param {Runtime} runtime
 * @returns {Promise<PlainParts>}
 */
async function fetchPlainParts(files, { files: described }) {
  const [library, wheel, catalogue] = await Promise.all([
    files.bytes(described.library),
    files.bytes(described.wheel),
    files.bytes(described.catalogue),
  ]);
  return { library, wheel, catalogue };
}
