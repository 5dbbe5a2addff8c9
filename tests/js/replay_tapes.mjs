/**
 * Replays tapes at points with the module that browsers are served. Reads JSON from the
 * standard input, [{ tape, points }, …], and writes f(x) and then J(x) for each point,
 * each number as text, since JSON has no word for those that are not finite.
 */

import { readFileSync } from "node:fs";

import { received } from "../../explainers/components/frontend/parts/format.js";
import { load, read, replay } from "../../explainers/components/frontend/parts/tape.js";

/** @typedef {import("../../explainers/components/frontend/parts/tape.js").TapeJson} TapeJson */

/** @type {{ tape: TapeJson, points: number[][] }[]} */
const asked = received(JSON.parse(readFileSync(0, "utf8")));

const answered = asked.map(({ tape: json, points }) => {
  const tape = load(json);
  return points.map((x) => {
    replay(tape, x);
    return [...read(tape, tape.value), ...read(tape, tape.jacobian)].map(String);
  });
});

process.stdout.write(JSON.stringify(answered));
