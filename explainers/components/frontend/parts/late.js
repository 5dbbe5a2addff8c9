/**
 * Whether a machine keeps up with the frames of a movement.
 */

/** Milliseconds between two frames, if the second is late; beyond, nothing moved. */
export const LATE = [20, 200];
/** So many late frames tell a slow machine; each that was not makes up for half of one. */
const SLOWNESS = 5;

/** Counts the frames of one movement. */
export function createLateness() {
  let [last, late] = [0, 0];

  return {
    /** Another movement begins. */
    begin() {
      [last, late] = [0, 0];
    },
    /**
     * Notes a frame, and gives whether the machine is slow; once it is, it stays so until
     * another movement begins.
     * @param {number} now milliseconds
     */
    slow(now) {
      const apart = last ? now - last : 0;
      last = now;
      if (late < SLOWNESS) late = Math.max(0, late + (apart > LATE[0] && apart < LATE[1] ? 1 : -0.5));
      return late >= SLOWNESS;
    },
  };
}
