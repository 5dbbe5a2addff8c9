/**
 * Counts chains with the module that browsers are served. Reads JSON from the standard input,
 * [{ sizes, u, v, order, mirror }, …], and writes what is counted for each.
 */

import { readFileSync } from "node:fs";

import * as chain from "../../explainers/components/frontend/brackets/numbers.js";

/** @type {import("../../explainers/components/frontend/brackets/numbers.js").State[]} */
const asked = JSON.parse(readFileSync(0, "utf8"));

const answered = asked.map((state) => ({
  ...chain.counted(state),
  kind: chain.kindOf(chain.factorCount(state), state.order),
  written: chain.written(chain.factorNames(state), state.order, false),
}));

process.stdout.write(JSON.stringify(answered));
