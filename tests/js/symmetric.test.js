/** Eigenvalues against their definition and closed forms. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { spectrum } from "../../explainers/components/frontend/parts/symmetric.js";
import { randomNumbers } from "./random.js";

test("Av = λv, the vectors are orthonormal, and the values ascend", () => {
  const next = randomNumbers(7);
  for (let n = 1; n <= 6; n++) {
    const matrix = next(n * n);
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) matrix[i * n + j] = matrix[j * n + i];
    const { values, vectors } = spectrum(matrix, n);
    vectors.forEach((v, k) => {
      for (let i = 0; i < n; i++) {
        const image = v.reduce((sum, vj, j) => sum + matrix[i * n + j] * vj, 0);
        assert.ok(Math.abs(image - values[k] * v[i]) < 1e-12);
      }
      vectors.forEach((w, l) => {
        const product = v.reduce((sum, vj, j) => sum + vj * w[j], 0);
        assert.ok(Math.abs(product - (k === l ? 1 : 0)) < 1e-12);
      });
      if (k > 0) assert.ok(values[k] >= values[k - 1]);
    });
  }
});

test("the bowl's curvatures are 2 ∓ √2", () => {
  const { values } = spectrum([3, 1, 1, 1], 2);
  assert.ok(Math.abs(values[0] - (2 - Math.SQRT2)) < 1e-15);
  assert.ok(Math.abs(values[1] - (2 + Math.SQRT2)) < 1e-15);
});

test("a matrix with no entries off the diagonal is left alone, and zero is", () => {
  assert.deepEqual(spectrum([5, 0, 0, -1], 2).values, [-1, 5]);
  assert.deepEqual(spectrum([0, 0, 0, 0], 2).values, [0, 0]);
});
