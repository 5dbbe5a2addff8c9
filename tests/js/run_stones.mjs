/**
 * Counts placements with the module that browsers are served. Reads JSON from the standard input,
 * [{ steps, stones }, …], and writes what is counted for each.
 */

import { readFileSync } from "node:fs";

import * as schedule from "../../explainers/components/frontend/memory/schedule.js";

/** @type {{ steps: number, stones: number[] }[]} */
const asked = JSON.parse(readFileSync(0, "utf8"));

const answered = asked.map(({ steps, stones }) => ({
  recomputed: schedule.recomputed(steps, stones),
  least: schedule.least(steps, schedule.slotsOf(stones)),
  best: schedule.best(steps, schedule.slotsOf(stones)),
  evenly: schedule.evenly(steps),
  held: schedule.heldOver(schedule.run(steps, stones)),
}));

process.stdout.write(JSON.stringify(answered));
