/**
 * Bounds of the rounding errors of replayed tapes, with the module that browsers are served.
 * Reads and writes as replay_tapes.mjs does.
 */

import { readFileSync } from "node:fs";

import { received } from "../../explainers/components/frontend/parts/format.js";
import { bound, errorsOf } from "../../explainers/components/frontend/parts/rounding.js";
import { load, replay } from "../../explainers/components/frontend/parts/tape.js";

/** @typedef {import("../../explainers/components/frontend/parts/tape.js").TapeJson} TapeJson */

/** @type {{ tape: TapeJson, points: number[][] }[]} */
const asked = received(JSON.parse(readFileSync(0, "utf8")));

const answered = asked.map(({ tape: json, points }) => {
  const tape = load(json);
  return points.map((x) => {
    replay(tape, x);
    const errors = errorsOf(tape);
    return [...bound(errors, tape.value), ...bound(errors, tape.jacobian)].map(String);
  });
});

process.stdout.write(JSON.stringify(answered));
