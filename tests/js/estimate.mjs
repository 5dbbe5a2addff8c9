/**
 * Estimates with the module that browsers are served. Reads JSON from the standard input,
 * [{ of, law, k, jacobian, directions, products }, …], and writes what each comes to.
 */

import { readFileSync } from "node:fs";

import * as estimate from "../../explainers/components/frontend/many/estimate.js";
import * as series from "../../explainers/components/frontend/many/series.js";

/** @typedef {estimate.Numbers & { of: estimate.Of, law: estimate.Law, k: number }} Asked */

/** @type {Asked[]} */
const asked = JSON.parse(readFileSync(0, "utf8"));

const answered = asked.map(({ of, law, k, ...numbers }) => {
  if (of === "range") return estimate.caughtBy(numbers, k);
  const { samples, means } = estimate.trailOf(of, numbers, k);
  return {
    table: estimate.tableOf(of, numbers.jacobian),
    pushed: Array.from(estimate.pushed(numbers.jacobian, numbers.directions)),
    mean: means[k - 1],
    truth: estimate.truthOf(of, numbers.jacobian),
    settles: estimate.settlesOn(of, numbers.jacobian),
    ...(of === "logdet" && {
      series: Array.from(series.seriesOf(numbers.jacobian, numbers.directions)),
      norm: series.normOf(numbers.jacobian),
      bounded: series.isBounded(series.normOf(numbers.jacobian)),
    }),
    variances: estimate.variancesOf(of, numbers.jacobian, law),
    spread: estimate.spreadOf(of, numbers.jacobian, law),
    measured: estimate.measuredError(samples, means[k - 1]),
    off: estimate.distance(means[k - 1], estimate.truthOf(of, numbers.jacobian)),
    average: estimate.averaged(estimate.tableOf(of, numbers.jacobian), numbers.directions, k),
  };
});

process.stdout.write(JSON.stringify(answered));
