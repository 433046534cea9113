// A snapshot of memory as it is sent, and as it is restored.

import assert from "node:assert/strict";
import { test } from "node:test";

import { addInitial, unpack } from "../../checker/web/runtime/snapshot.mjs";

const PAGE = 4096;

test("pages come to their places, and what is between them stays zero", () => {
  const head = new Uint8Array(Uint32Array.of(2, 1, 3).buffer);
  const packed = new Uint8Array([...head, ...Array(PAGE).fill(7), ...Array(PAGE).fill(9)]);
  const image = new Uint8Array(5 * PAGE);
  unpack(packed, image);
  const firstOf = Array.from({ length: 5 }, (_, page) => image[page * PAGE]);
  const lastOf = Array.from({ length: 5 }, (_, page) => image[(page + 1) * PAGE - 1]);
  assert.deepEqual(firstOf, [0, 7, 0, 9, 0]);
  assert.deepEqual(lastOf, firstOf);
});

test("what WebAssembly puts into memory comes back behind the header", () => {
  const header = 16;
  const memory = Uint8Array.from({ length: PAGE }, (_, at) => (at * 7) % 256);
  const initial = Uint8Array.from({ length: PAGE }, (_, at) => (at * 3) % 256);
  const image = new Uint8Array(header + 2 * PAGE);
  new Uint32Array(image.buffer, 0, 2).set([0, header]);
  image.set(
    memory.map((byte, at) => byte ^ (initial[at] ?? 0)),
    header,
  );
  const before = image.slice(0, header);
  addInitial(image, initial);
  assert.deepEqual(image.slice(header, header + PAGE), memory);
  assert.deepEqual(image.slice(0, header), before);
  assert(image.subarray(header + PAGE).every((byte) => byte === 0));
});
