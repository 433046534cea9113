// The page's side of a worker that goes quiet, fails or talks nonsense. A real one that answers is asked
// in tests/browser/test_protocol.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { RulesClient, RulesError } from "../../checker/web/runtime/client.mjs";

/** @import { TestContext } from "node:test" */
/** @import { WorkerMessage } from "../../checker/web/runtime/messages.mjs" */

const MINUTE = 60_000;

/** As much of a worker as the client sees. */
class FakeWorker extends EventTarget {
  terminated = false;

  postMessage() {}

  terminate() {
    this.terminated = true;
  }

  /** @param {WorkerMessage | object} message */
  say(message) {
    this.dispatchEvent(new MessageEvent("message", { data: message }));
  }
}

/** The worker that the client under test has begun. */
let worker = new FakeWorker();

/** `new` gives what its function returns. */
function Worker() {
  return (worker = new FakeWorker());
}

Object.assign(globalThis, { Worker });

/**
 * @param {TestContext} t
 * @returns {RulesClient} for whom no time passes but what a test lets pass
 */
function start(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  return new RulesClient(() => {});
}

/** @param {string} reason */
function because(reason) {
  return (/** @type {unknown} */ error) => error instanceof RulesError && error.reason === reason;
}

test("a runtime that never comes is given up", async (t) => {
  const client = start(t);
  t.mock.timers.tick(10 * MINUTE);
  await assert.rejects(client.ready, because("timeout"));
  assert(worker.terminated);
  await assert.rejects(client.check("{}", "nb"), because("timeout"));
});

test("one that is slow is waited for while it gives signs of life", async (t) => {
  const client = start(t);
  for (const stage of ["runtime", "rules", "catalogue"]) {
    t.mock.timers.tick(1.5 * MINUTE);
    worker.say({ type: "progress", id: 1, stage });
  }
  worker.say({ type: "ready", id: 1, way: "plain" });
  assert.equal(await client.ready, "plain");
  t.mock.timers.tick(10 * MINUTE);
  assert(!worker.terminated);
});

test("a check that is never answered is given up", async (t) => {
  const client = start(t);
  worker.say({ type: "ready", id: 1, way: "snapshot" });
  await client.ready;
  const asked = client.check("{}", "nb");
  // It is asked when those who wait for the rules have heard of them.
  await Promise.resolve();
  t.mock.timers.tick(MINUTE);
  await assert.rejects(asked, because("timeout"));
  assert(worker.terminated);
});

test("why the rules cannot be had is told to all who wait, and to who asks later", async (t) => {
  for (const reason of ["download", "runtime"]) {
    const client = start(t);
    const waiting = client.questions("{}", "nb");
    worker.say({ type: "failed", id: 1, reason, detail: "why" });
    await assert.rejects(client.ready, because(reason));
    await assert.rejects(waiting, because(reason));
    await assert.rejects(client.check("{}", "nb"), because(reason));
    t.mock.reset();
  }
});

test("what cannot be read from a worker ends it", async (t) => {
  const client = start(t);
  worker.dispatchEvent(new Event("messageerror"));
  await assert.rejects(client.ready, because("runtime"));
  assert(worker.terminated);
});

test("a browser without workers or WebAssembly is told apart", (t) => {
  for (const missing of /** @type {const} */ (["Worker", "WebAssembly"])) {
    t.mock.property(globalThis, missing, /** @type {any} */ (undefined));
    assert.throws(() => new RulesClient(() => {}), because("unsupported"));
    t.mock.reset();
  }
});
