/**
 * Follows curves with the modules that browsers are served. Reads JSON from the standard input,
 * [{ tape, n, cy, half, specials, from, dp, u, to, want, course }, …], and writes for each the place to
 * which p has led, why no farther, the kink that it set out from, the place to which the point was slid,
 * and the products there.
 */

import { readFileSync } from "node:fs";

import { follow, kinkAt, known, products, slid, traced, turnsAt } from "../../explainers/components/frontend/implicit/branch.js";
import { load } from "../../explainers/components/frontend/parts/tape.js";

/** @type {{ tape: import("../../explainers/components/frontend/parts/tape.js").TapeJson, n: number, cy: number, half: number, specials: number[][], from: number[], dp: number, u: number[], to: number, want: [number, number] | null, course: number[] | null }[]} */
const asked = JSON.parse(readFileSync(0, "utf8"));

const answered = asked.map(({ tape, n, cy, half, specials, from, dp, u, to, want, course }) => {
  const equation = { tape: load(tape), n, cy, half, specials };
  const { z, end } = follow(equation, from, to, course);
  const at = want ? slid(equation, from, want) : z;
  const { push, pull, regular } = products(equation, z, dp, u);
  const length = n > 1 ? traced(equation, from, (place) => Math.abs(place[n]) <= 3).length : 0;
  const kink = kinkAt(equation, from);
  return { z, end, kink: kink && kink.map(({ slope }) => slope), turns: kink && turnsAt(kink), at, push, pull, regular, length, on: known(equation, z) !== z };
});

process.stdout.write(JSON.stringify(answered, (_, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value)));
