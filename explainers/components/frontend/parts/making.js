/**
 * Scenes that are made of what stays and what moves: here while the planes are SVG, and by a
 * worker of the figure's own while they are canvases. What stays is sent to it once.
 */

/** @typedef {import("./picture.js").Scene} Scene */

/**
 * The same function for both. What it keeps saves time; and what was drawn finely at rest, it
 * keeps in that form under a hand.
 * @template S what stays
 * @template M what moves
 * @typedef {(stays: S) => (moves: M) => Scene[]} Maker
 */

/**
 * What the frame and its canvases know of it.
 * @template N
 * @typedef {object} Making
 * @property {() => URL} painter script of the worker
 * @property {() => unknown} stays
 * @property {(view: import("./figure.js").View<N>, widths: number[]) => unknown} moves null where
 *   there is more in the planes than the worker knows
 */

/**
 * @template N, S, M
 * @param {() => URL} painter script of the worker, which paints by the same maker
 * @param {Maker<S, M>} maker
 * @param {(view: import("./figure.js").View<N>, widths: number[]) => M} moves
 * @param {(view: import("./figure.js").View<N>) => boolean} [more] whether there is more in the
 *   planes than these scenes
 */
export function createMaking(painter, maker, moves, more = () => false) {
  /** @type {S} */
  let stays;
  /** @type {ReturnType<Maker<S, M>>} */
  let scenes;

  return {
    /** @param {S} next */
    build(next) {
      stays = next;
      scenes = maker(next);
    },
    /** @param {import("./figure.js").View<N>} view @param {number[]} widths */
    scenes: (view, widths) => scenes(moves(view, widths)),
    /** @type {Making<N>} */
    of: {
      painter,
      stays: () => stays,
      moves: (view, widths) => (more(view) ? null : moves(view, widths)),
    },
  };
}
