/**
 * Mistakes by the module that browsers are served. Reads JSON from the standard input,
 * [{ goals, slips, at }, …], and writes of each whether it is solved, and what is said of it.
 */

import { readFileSync } from "node:fs";

import { received } from "../../explainers/components/frontend/parts/format.js";
import { holds, slipped } from "../../explainers/components/frontend/parts/measures.js";

/** @typedef {import("../../explainers/components/frontend/parts/data.d.ts").Task} Task */
/** @typedef {import("../../explainers/components/frontend/parts/measures.js").At} At */

/** @type {(Pick<Task, "goals" | "slips"> & { at: At })[]} */
const asked = received(JSON.parse(readFileSync(0, "utf8")));

process.stdout.write(JSON.stringify(asked.map(({ goals, slips, at }) => [holds(goals, at), slipped(slips, at)?.said ?? ""])));
