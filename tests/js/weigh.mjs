/**
 * Measures of goals with the module that browsers are served. Reads JSON from the standard input,
 * [{ goals, at }, …], and writes each goal's measure, as text, and whether it is met.
 */

import { readFileSync } from "node:fs";

import { received } from "../../explainers/components/frontend/parts/format.js";
import { weighed } from "../../explainers/components/frontend/parts/measures.js";
import { NAMES } from "../../explainers/components/frontend/parts/task_words.js";

/** @typedef {import("../../explainers/components/frontend/parts/data.d.ts").Goal} Goal */
/** @typedef {import("../../explainers/components/frontend/parts/measures.js").At} At */

/** @type {{ goals: Goal[], at: At }[]} */
const asked = received(JSON.parse(readFileSync(0, "utf8")));

const answered = asked.map(({ goals, at }) =>
  goals.map((goal) => {
    const { measure, met } = weighed(goal, at);
    return [String(measure), met];
  }),
);

process.stdout.write(JSON.stringify({ answered, named: Object.keys(NAMES) }));
