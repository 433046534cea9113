// The runtime's files: the right ones arrive, or it is said which did not. What a reader sees of it is
// in tests/browser/test_damage.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { DownloadError, RuntimeFiles } from "../../checker/web/runtime/fetching.mjs";
import { FakeSite, FAULTS } from "./fake-site.mjs";

/**
 * @param {(site: FakeSite) => void} [change]
 * @returns {{ site: FakeSite, files: RuntimeFiles }}
 */
function filesOf(change = () => {}) {
  const site = new FakeSite();
  change(site);
  return { site, files: new RuntimeFiles(site.folder, site.browser) };
}

/** @param {Uint8Array} content */
const text = (content) => new TextDecoder().decode(content);

test("what comes is what the site was built with", async () => {
  const { site, files } = filesOf();
  const { loader, machine, library } = (await files.describe()).files;
  assert.equal(text(await files.bytes(library)), "library");
  assert.deepEqual(await files.script(loader), { from: "pyodide.mjs" });
  assert((await files.webAssembly(machine)) instanceof WebAssembly.Module);
  assert(!site.asked.some((asked) => asked.includes("reload")));
});

test("from a host that compresses nothing the compressed form is fetched", async () => {
  const { site, files } = filesOf();
  await files.bytes(site.runtime.files.library);
  assert.deepEqual(site.asked, ["python_stdlib.zip", "python_stdlib.zip.gz"]);
});

test("a host that compresses, and a file with no such form, are asked once", async () => {
  const { site, files } = filesOf((site) => (site.compresses = true));
  await files.bytes(site.runtime.files.library);
  site.compresses = false;
  await files.bytes(site.runtime.files.loader);
  assert.deepEqual(site.asked, ["python_stdlib.zip", "pyodide.mjs"]);
});

test("a damaged compressed form is done without", async () => {
  for (const damaged of ["no gzip", ""]) {
    const { site, files } = filesOf((site) => {
      site.cached.set("python_stdlib.zip.gz", damaged);
      site.cached.set("pyodide.asm.wasm.gz", damaged);
    });
    assert.equal(text(await files.bytes(site.runtime.files.library)), "library");
    assert((await files.webAssembly(site.runtime.files.machine)) instanceof WebAssembly.Module);
    assert(site.asked.includes("python_stdlib.zip reload"));
  }
});

test("what a browser's cache has damaged is fetched past it, once", async () => {
  const { site, files } = filesOf((site) => {
    for (const name of ["runtime.json", "pyodide.asm.mjs", "pyodide.asm.wasm"]) {
      site.cached.set(name, "an old copy");
    }
    site.compresses = true;
  });
  const { program, machine } = (await files.describe()).files;
  await files.script(program);
  await files.webAssembly(machine);
  assert.deepEqual(site.asked, [
    ...["runtime.json", "runtime.json reload"],
    ...["pyodide.asm.mjs", "pyodide.asm.mjs reload"],
    ...["pyodide.asm.wasm", "pyodide.asm.wasm reload"],
  ]);
});

test("a file of the right size and other bytes is not the file", async () => {
  const { site, files } = filesOf((site) => site.cached.set("pyodide.mjs", "LOADER"));
  await files.bytes(site.runtime.files.loader);
  assert.deepEqual(site.asked, ["pyodide.mjs", "pyodide.mjs reload"]);
});

test("without HTTPS, where nothing can be hashed, the size must do", async (t) => {
  t.mock.getter(globalThis, "crypto", () => ({}));
  const { site, files } = filesOf((site) => site.cached.set("pyodide.mjs", "LOADER"));
  const { loader, program } = site.runtime.files;
  assert.equal(text(await files.bytes(loader)), "LOADER");
  site.faults.set("pyodide.asm.mjs", "corrupt");
  await assert.rejects(files.bytes(program), DownloadError);
});

for (const fault of FAULTS) {
  test(`a file that is ${fault} is named, whatever is made of it`, async () => {
    const { site, files } = filesOf();
    for (const file of Object.values(site.runtime.files)) {
      site.faults.set(file.path, fault);
      const told = { name: "Error", message: new RegExp(`^${file.path}: `) };
      for (const use of /** @type {const} */ (["bytes", "script", "webAssembly"])) {
        await assert.rejects(files[use](file), (error) => {
          assert(error instanceof DownloadError, `${use} ${file.path}`);
          assert.match(error.message, told.message);
          return true;
        });
      }
    }
  });

  test(`where it is said what there is, ${fault} is told`, async () => {
    const { files } = filesOf((site) => site.faults.set("runtime.json", fault));
    await assert.rejects(files.describe(), DownloadError);
  });
}

test("a module that cannot be imported is named", async () => {
  const site = new FakeSite();
  const load = () => Promise.reject(new SyntaxError("no module"));
  const files = new RuntimeFiles(site.folder, { ...site.browser, load });
  await assert.rejects(files.script(site.runtime.files.loader), DownloadError);
});
