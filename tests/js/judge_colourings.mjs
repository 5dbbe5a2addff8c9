/**
 * Judges colourings with the module that browsers are served. Reads JSON from the standard input,
 * [{ rows, way, columns, downs }, …], and writes what becomes of each.
 */

import { readFileSync } from "node:fs";

import { judged } from "../../explainers/components/frontend/sparsity/judge.js";

/** @typedef {import("../../explainers/components/frontend/sparsity/judge.js").Way} Way */
/** @type {{ rows: number[][], way: Way, columns: number[], downs: number[] }[]} */
const asked = JSON.parse(readFileSync(0, "utf8"));

const answered = asked.map(({ rows, way, columns, downs }) => {
  const { pushes, pulls, told, mixed, products } = judged(rows, way, { columns, rows: downs });
  return { pushes, pulls, mixed, products, told: [...told].map(([key, { kind, place }]) => [...key.split(",").map(Number), kind, place]) };
});

process.stdout.write(JSON.stringify(answered));
