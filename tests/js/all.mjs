/** Runs all tests in one process: to start one for each file takes longer than the tests. */

import { readdir } from "node:fs/promises";

const here = await readdir(new URL(".", import.meta.url));
for (const name of here.sort()) if (name.endsWith(".test.js")) await import(`./${name}`);
