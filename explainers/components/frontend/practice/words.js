/**
 * What the path says of itself.
 */

export const SOLVED = ", solved";

/** @param {number} solved @param {number} all */
export function count(solved, all) {
  if (solved === 0) return "None solved in this browser yet.";
  return solved === all ? `All ${all} solved.` : `${solved} of ${all} solved in this browser.`;
}
