// The messages between page and worker: a closed set.

import assert from "node:assert/strict";
import { test } from "node:test";

import { readPageMessage, readWorkerMessage } from "../../checker/web/runtime/messages.mjs";

test("known messages are read as they are", () => {
  for (const message of [
    { type: "start", id: 1 },
    { type: "check", id: 2, situation: "{}", language: "nb" },
    { type: "questions", id: 3, situation: "{}", language: "nn" },
    { type: "cancel", id: 3 },
  ]) {
    assert.deepEqual(readPageMessage(message), message);
  }
  for (const message of [
    { type: "progress", id: 1, stage: "rules" },
    { type: "ready", id: 1, way: "snapshot" },
    { type: "answer", id: 2, result: "{}" },
    { type: "failed", id: 2, reason: "check", detail: "x" },
  ]) {
    assert.deepEqual(readWorkerMessage(message), message);
  }
});

test("anything else from a page is a type error", () => {
  for (const data of [
    ...[null, "start", [], {}],
    { type: "start" },
    { type: "start", id: 0 },
    { type: "start", id: "1" },
    { type: "run", id: 1, code: "1" },
    { type: "constructor", id: 1 },
    { type: "check", id: 1, situation: {}, language: "nb" },
    { type: "check", id: 1, situation: "{}" },
    { type: "cancel", id: 1, code: "1" },
    { type: "ready", id: 1 },
  ]) {
    assert.throws(() => readPageMessage(data), TypeError, JSON.stringify(data));
  }
});

test("anything else from a worker is a type error", () => {
  for (const data of [
    { type: "start", id: 1 },
    { type: "ready", id: 1 },
    { type: "ready", id: 1, way: "milky" },
    { type: "progress", id: 1, stage: "lunch" },
    { type: "failed", id: 1, reason: "why", detail: "" },
    { type: "answer", id: 1 },
  ]) {
    assert.throws(() => readWorkerMessage(data), TypeError, JSON.stringify(data));
  }
});
