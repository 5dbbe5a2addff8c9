/**
 * One picture a frame, however often it is asked for.
 */

/** @param {() => void} draw */
export function createFrames(draw) {
  let frame = 0;
  return { schedule, now, stop };

  function schedule() {
    if (!frame) frame = requestAnimationFrame(now);
  }

  /** Draws at once, in place of the frame that was asked for. */
  function now() {
    stop();
    draw();
  }

  function stop() {
    cancelAnimationFrame(frame);
    frame = 0;
  }
}
