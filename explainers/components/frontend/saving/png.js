/**
 * Words inside a PNG: chunks of the kind iTXt, after its header.
 * @see https://www.w3.org/TR/png-3/#11iTXt
 */

/** Signature and header, which come first in each PNG. */
const HEAD = 8 + 25;

/**
 * A PNG with words under keywords.
 * @param {Uint8Array} png
 * @param {Record<string, string>} words
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function annotated(png, words) {
  const chunks = Object.entries(words).map(([keyword, text]) => chunk(keyword, text));
  const made = new Uint8Array(png.length + chunks.reduce((sum, { length }) => sum + length, 0));
  made.set(png.subarray(0, HEAD));
  let at = HEAD;
  for (const part of chunks) {
    made.set(part, at);
    at += part.length;
  }
  made.set(png.subarray(HEAD), at);
  return made;
}

/** @param {string} keyword of Latin letters @param {string} text */
function chunk(keyword, text) {
  // After the keyword: its end, not compressed (two bytes), no language, no translation.
  const data = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text}`);
  const made = new Uint8Array(data.length + 8);
  const view = new DataView(made.buffer);
  view.setUint32(0, data.length - 4);
  made.set(data, 4);
  view.setUint32(made.length - 4, checksum(data));
  return made;
}

/**
 * The cyclic redundancy check of PNG, bit by bit.
 * @see https://www.w3.org/TR/png-3/#samplecrc
 * @param {Uint8Array} data
 */
function checksum(data) {
  let rest = 0xffffffff;
  for (const byte of data) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}
