// Which way Python is started, and what is told where it cannot be, whatever is wrong with the files.
// Pyodide itself is not here: it is started by tests/browser/test_startup.py and test_damage.py.

import assert from "node:assert/strict";
import { before, mock, test } from "node:test";

import { DownloadError, RuntimeFiles } from "../../checker/web/runtime/fetching.mjs";
import { loadRules } from "../../checker/web/runtime/runtime.mjs";
import { FakeSite, FAULTS } from "./fake-site.mjs";

/** @import { Ways } from "../../checker/web/runtime/runtime.mjs" */
/** @import { Parts, Rules } from "../../checker/web/runtime/starting.mjs" */

// Why the snapshot is not used is said on the console, which here belongs to the tests.
before(() => mock.method(console, "info", () => {}));

const RULES = /** @type {Rules} */ ({ check: () => "{}", questions: () => "{}" });
const BOTH = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"];
const PLAIN = ["python_stdlib.zip", "rules.whl", "catalogue.json"];
const SNAPSHOT = "snapshot.bin";

/** @param {Parts} parts */
const all = (parts) => Promise.all(Object.values(parts));

/**
 * Ways that need what the real ones need, and start nothing.
 * @type {Ways}
 */
const WAYS = {
  startFromSnapshot: async (parts, _lock, _snapshot, packed) => {
    await Promise.all([all(parts), packed]);
    return RULES;
  },
  startPlainly: async (parts, _lock, { library, wheel, catalogue }, tell) => {
    await all(parts);
    const decoder = new TextDecoder();
    const came = [library, wheel, catalogue].map((content) => decoder.decode(content));
    assert.deepEqual(came, ["library", "wheel", "{}"]);
    tell("rules");
    return RULES;
  },
};

/**
 * @param {FakeSite} site
 * @param {Ways} [ways]
 * @returns {Promise<{ way: string, told: string[] }>}
 */
async function load(site, ways = WAYS) {
  const files = new RuntimeFiles(site.folder, site.browser);
  /** @type {string[]} */
  const told = [];
  const { way } = await loadRules((stage) => told.push(stage), files, ways);
  return { way, told };
}

/** @param {FakeSite} site */
const names = (site) => site.asked.map((asked) => asked.replace(/\.gz$| reload$/g, ""));

test("with the snapshot nothing is fetched that it replaces", async () => {
  const site = new FakeSite();
  assert.deepEqual(await load(site), { way: "snapshot", told: ["runtime"] });
  assert.deepEqual(new Set(names(site)), new Set(["runtime.json", ...BOTH, SNAPSHOT]));
});

test("a build without a snapshot starts plainly, and says how far it has come", async () => {
  const site = new FakeSite();
  site.runtime.snapshot = null;
  delete site.runtime.files.snapshot;
  assert.deepEqual(await load(site), { way: "plain", told: ["runtime", "rules"] });
  assert(!names(site).includes(SNAPSHOT));
});

for (const fault of FAULTS) {
  test(`with its snapshot ${fault} the checker starts plainly`, async () => {
    const site = new FakeSite();
    site.faults.set(SNAPSHOT, fault);
    assert.equal((await load(site)).way, "plain");
  });

  test(`${fault}: what only the plain start needs is told when it is needed`, async () => {
    for (const name of PLAIN) {
      const site = new FakeSite();
      site.faults.set(name, fault);
      assert.equal((await load(site)).way, "snapshot", name);
      site.faults.set(SNAPSHOT, "missing");
      await assert.rejects(load(site), DownloadError, name);
    }
  });

  test(`${fault}: what both starts need is told, and nothing more is fetched`, async () => {
    for (const name of ["runtime.json", ...BOTH]) {
      const site = new FakeSite();
      site.faults.set(name, fault);
      await assert.rejects(load(site), DownloadError, name);
      assert(!names(site).some((asked) => PLAIN.includes(asked)), name);
    }
  });
}

test("a snapshot that Pyodide or this browser refuses is given up", async () => {
  const startFromSnapshot = async () => {
    throw new Error("It does not fit this browser");
  };
  assert.equal((await load(new FakeSite(), { ...WAYS, startFromSnapshot })).way, "plain");
});

test("what hangs is waited for, and used when it comes", async () => {
  for (const name of ["runtime.json", ...BOTH, SNAPSHOT]) {
    const site = new FakeSite();
    site.faults.set(name, "hang");
    const loading = load(site);
    while (!names(site).includes(name)) {
      await new Promise(setImmediate);
    }
    site.release();
    assert.equal((await loading).way, "snapshot", name);
  }
});
