/** What a reader sees in the list of a lecture. */

export const LIST = "States, in the order in which they are shown";
export const EMPTY = "Nothing yet: paste links below, or read a file.";
export const READ = "Read a file";
export const TOO_LARGE = "This file is too large for a lecture.";
export const REMOVE = "Remove";
export const HANDLE = "Drag, or use the arrow keys";

/** @param {number} place @param {string} title */
export function handle(place, title) {
  return `Move ${place}, ${title}`;
}

/** @param {number} place @param {string} title */
export function remove(place, title) {
  return `Remove ${place}, ${title}`;
}

/** @param {string} title @param {number} place @param {number} count */
export function moved(title, place, count) {
  return `${title} is now ${place} of ${count}`;
}

/** @param {string} title @param {number} count */
export function removed(title, count) {
  return `${title} is removed; ${count} ${count === 1 ? "is" : "are"} left`;
}
