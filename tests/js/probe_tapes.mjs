/**
 * Probes tapes with the module that browsers are served. Reads JSON from the standard input,
 * [{ tape, rows, inputs, outputs, x }, …], and writes what each column and each row answers, in
 * numbers and in words; where `draws` is given, that many other places as well.
 */

import { readFileSync } from "node:fs";

import { load } from "../../explainers/components/frontend/parts/tape.js";
import { another, answered, jacobianAt, probed } from "../../explainers/components/frontend/sparsity/probe.js";
import { probeText } from "../../explainers/components/frontend/sparsity/words.js";
import { randomNumbers } from "./random.js";

/** @type {{ tape: import("../../explainers/components/frontend/parts/tape.js").TapeJson, rows: number[][], inputs: string[], outputs: string[], x: number[], draws: number }[]} */
const asked = JSON.parse(readFileSync(0, "utf8"));
const numbers = randomNumbers(7);
const chance = () => (numbers(1)[0] + 2) / 4;

const told = asked.map(({ tape: json, draws, x, ...shown }) => {
  const tape = load(json);
  const holds = (/** @type {number[]} */ at) => jacobianAt(tape, at).jacobian.flat().every(Number.isFinite);
  const places = [x, ...Array.from({ length: draws }, () => another(x, holds, chance))];
  return places.map((at) => {
    const { jacobian, errors } = jacobianAt(tape, at);
    const lines = [...shown.inputs.map((_, j) => one("column", j)), ...shown.outputs.map((_, i) => one("row", i))];
    return { x: at, lines };

    /** @param {"column" | "row"} line @param {number} place */
    function one(line, place) {
      const found = probed({ forward: jacobian, reverse: jacobian }, errors, shown.rows, line, place);
      const seen = new Set(answered(found));
      // What is not finite has no place in JSON.
      const heard = found.heard.map(({ number, ...rest }) => ({ ...rest, number: Number.isFinite(number) ? number : null }));
      return { line, place, heard, told: probeText(shown, { probed: found, seen }) };
    }
  });
});

process.stdout.write(JSON.stringify(told));
