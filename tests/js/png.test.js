import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, deflateSync } from "node:zlib";

import { annotated } from "../../explainers/components/frontend/saving/png.js";

/** @param {string} kind @param {Buffer} data */
function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const HEADER = chunk("IHDR", Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
const REST = [chunk("IDAT", deflateSync(Buffer.from([0, 255]))), chunk("IEND", Buffer.alloc(0))];
const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

test("words stand in chunks of their own behind the header", () => {
  const png = Buffer.concat([SIGNATURE, HEADER, ...REST]);
  const words = { Title: "Jᵀu", Description: "https://example.org/?x=1_2" };
  const expected = Object.entries(words).map(([keyword, text]) =>
    chunk("iTXt", Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, "latin1"), Buffer.from(text)])),
  );
  const found = Buffer.from(annotated(png, words));
  assert.deepEqual(found, Buffer.concat([SIGNATURE, HEADER, ...expected, ...REST]));
});

test("a picture without words stays as it is", () => {
  const png = Buffer.concat([SIGNATURE, HEADER, ...REST]);
  assert.deepEqual(Buffer.from(annotated(png, {})), png);
});
