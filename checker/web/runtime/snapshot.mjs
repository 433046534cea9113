/**
 * A snapshot of memory, as it is sent and as it is restored.
 *
 * Most of the memory is zeros, and some of it is put there by the WebAssembly file itself: neither is
 * sent. `make.mjs` of the build takes out what is put back here.
 *
 * @module
 */

const PAGE = 4096;

/** Where in a snapshot Pyodide notes how long its own header is, in 32-bit words. */
const HEADER_LENGTH_WORD = 1;

/**
 * Put the pages of memory that are in use in their places.
 *
 * @param {Uint8Array} packed how many pages, which they are, and then the pages
 * @param {Uint8Array} image all of the snapshot, filled with zeros
 */
export function unpack(packed, image) {
  const [count = 0] = new Uint32Array(packed.buffer, 0, 1);
  const pages = new Uint32Array(packed.buffer, 4, count);
  let from = 4 * (count + 1);
  for (const page of pages) {
    image.set(packed.subarray(from, from + PAGE), page * PAGE);
    from += PAGE;
  }
}

/**
 * What the WebAssembly file puts into memory was combined away: here it comes back.
 *
 * @param {Uint8Array} image
 * @param {Uint8Array} initial the beginning of memory, in whole pages
 */
export function addInitial(image, initial) {
  const header = new Uint32Array(image.buffer)[HEADER_LENGTH_WORD] ?? 0;
  const own = new Uint32Array(initial.buffer, initial.byteOffset, initial.length / 4);
  const all = new Uint32Array(image.buffer, header, own.length);
  // By words: it is a million steps, and by bytes it would be four.
  for (let i = 0; i < own.length; i++) {
    all[i] = /** @type {number} */ (all[i]) ^ /** @type {number} */ (own[i]);
  }
}
