/**
 * What is said around the test.
 */

export const FORMS = /** @type {const} */ (["before", "after"]);
export const START = { before: "Begin the form before", after: "Begin the form after" };
export const LEAD = "Take the form before the first lesson, and the one after when you have been through them. Either takes about ten minutes.";
export const [NEXT, BACK, FINISH, SAVE, AGAIN] = ["Next", "Back", "Finish", "Save as CSV", "Back to both forms"];
export const SKIPPED = "Items without an answer count as not right.";
export const TOPICS = { spaces: "Where things live", sweeps: "Sweeps", products: "Products" };
/** @type {Record<string, string>} */
export const NAMES = TOPICS;

/** @param {number} k @param {number} count */
export const item = (k, count) => `Item ${k} of ${count}`;

/** @param {string} form @param {number} right @param {number} count */
export const score = (form, right, count) => `Form ${form}: ${right} of ${count} right.`;

/** @param {string} topic @param {number} right @param {number} count */
export const part = (topic, right, count) => `${NAMES[topic] ?? topic}: ${right} of ${count}`;

/** @param {string} form */
export const file = (form) => `push-and-pull-${form}.csv`;
