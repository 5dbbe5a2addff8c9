/**
 * What is said of saving.
 */

export const FIGURE = "Save picture";
export const CHART = "Save chart";
export const NOTHING = "There is no picture yet";
export const FAILED = "This browser could not draw the picture; the other format may work";

/** @param {string} label @param {string} kind */
export const as = (label, kind) => `${label} as ${kind}`;

/** @param {string} kind */
export const saved = (kind) => `${kind} saved`;
