/**
 * From where handles are taken: a disk around each, pushed away from those of others. No DOM.
 */

/** @typedef {import("./geometry.js").Vec} Vec */

/** Radius in pixels: fingers hit what is 44 wide. */
export const REACH = 22;
/** So far from the edge of its disk a handle's middle stays, where others leave it so much. */
const FREE = 2;
/** Two disks are apart at once, more of them after some rounds. */
const ROUNDS = 8;

/**
 * Middles of the disks. Two handles that are near each other part what lies between them, and both
 * are taken from behind; what would lie beyond the plane lies in it.
 * @param {Vec[]} handles
 * @param {number} width of the plane
 * @param {number} height
 * @returns {Vec[]}
 */
export function hitsOf(handles, width, height) {
  const inside = handles.map((at) => near(at, [bounded(at[0], width), bounded(at[1], height)]));
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 1; i < inside.length; i++) {
      for (let j = 0; j < i; j++) {
        const way = /** @type {Vec} */ ([inside[i][0] - inside[j][0], inside[i][1] - inside[j][1]]);
        const apart = Math.hypot(...way);
        if (!(apart < 2 * REACH)) continue;
        const by = REACH - apart / 2;
        const [dx, dy] = apart > 1e-9 ? way.map((z) => (by * z) / apart) : [by, 0];
        inside[i] = near(handles[i], [inside[i][0] + dx, inside[i][1] + dy]);
        inside[j] = near(handles[j], [inside[j][0] - dx, inside[j][1] - dy]);
      }
    }
  }
  return inside;
}

/** A middle whose disk still holds its handle. @param {Vec} handle @param {Vec} at @returns {Vec} */
function near(handle, at) {
  const [dx, dy] = [at[0] - handle[0], at[1] - handle[1]];
  const part = Math.min(1, (REACH - FREE) / (Math.hypot(dx, dy) || 1));
  return [handle[0] + part * dx, handle[1] + part * dy];
}

/** @param {number} z @param {number} size */
function bounded(z, size) {
  return size < 2 * REACH ? size / 2 : Math.max(REACH, Math.min(size - REACH, z));
}
