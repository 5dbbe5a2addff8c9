import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import {
  factor,
  numeral,
  numerals,
  received,
  subscript,
} from "../../explainers/components/frontend/parts/format.js";

/** @type {[number | string, number, string][]} */
const table = JSON.parse(readFileSync(new URL("../numerals.json", import.meta.url), "utf8"));

/** @param {number | string} number */
function finiteOrNot(number) {
  return typeof number === "number" ? number : Number(received(`#${number}`));
}

test("a numeral is the one that Python writes", () => {
  for (const [number, digits, text] of table) {
    assert.equal(numeral(finiteOrNot(number), digits), text, `${number} to ${digits} digits`);
  }
});

test("a numeral has three digits unless told otherwise", () => {
  assert.equal(numeral(Math.PI), "3.14");
  assert.equal(numeral(Math.PI, 5), "3.1416");
});

test("zero has no sign", () => {
  assert.equal(numeral(0), "0");
  assert.equal(numeral(-0), "0");
});

test("a vector is in parentheses, also one of typed numbers", () => {
  assert.equal(numerals([0.55, -0.8]), "(0.55, −0.8)");
  assert.equal(numerals(Float64Array.of(Math.PI), 5), "(3.1416)");
});

test("only a negative factor is in parentheses", () => {
  assert.equal(factor(-0.5), "(−0.5)");
  assert.equal(factor(0.5), "0.5");
  assert.equal(factor(-0), "0");
  assert.equal(factor(-Infinity), "(−∞)");
});

test("subscripts are set low", () => {
  assert.equal(`x${subscript(1)}, x${subscript(12)}`, "x₁, x₁₂");
});

test("numbers that are not finite come as text and are numbers again, wherever they stand", () => {
  const sent = { at: "#inf", rows: [["#-inf", 1], ["#nan"]], said: "inf", none: null, whole: true };
  assert.deepEqual(received(/** @type {unknown} */ (sent)), {
    at: Infinity, rows: [[-Infinity, 1], [NaN]], said: "inf", none: null, whole: true,
  });
  assert.equal(received(-1.5), -1.5);
});
