/**
 * What a reader has chosen, until Python says that it has taken it: till then it is newer than all
 * that Python sends, and is told again where there is another edition, or another server.
 */

/** @typedef {import("./data.d.ts").Data} Data */

/**
 * @param {object} on
 * @param {(gesture: Record<string, string>) => void} on.send
 * @param {() => boolean} on.away whether there is no server to send it to
 * @param {Data} first
 * @param {string} [name] that no other list's gestures have
 */
export function createChosen({ send, away }, first, name = Math.random().toString(36).slice(2)) {
  let data = first;
  /** @type {string | null} what Python is not known to have taken */
  let mine = null;
  let sent = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  return {
    choose,
    take,
    back,
    hurry,
    stop: calm,
    shown: () => mine ?? data.state.chosen,
    /** Whether there is something that no server may have been told. */
    owes: () => mine !== null && away(),
  };

  /**
   * @param {string} value
   * @param {number} [after] milliseconds until Python is told, for keys, whose end is only a pause
   */
  function choose(value, after = 0) {
    calm();
    mine = value;
    if (after > 0) pause = setTimeout(tell, after);
    else tell();
  }

  /** Follows what came from Python. @param {Data} next */
  function take(next) {
    const news = next.edition !== data.edition;
    data = next;
    if (mine === null) return;
    const waits = pause !== undefined;
    const heard = !waits && next.heard === `${name}-${sent}`;
    const gone = next.options.length > 0 && !next.options.some(({ value }) => value === mine);
    if (heard || next.fixed || gone) {
      calm();
      mine = null;
    } else if (news && !waits) tell();
  }

  /** There is a server again: what was on the way to the last one may not have come to it. */
  function back() {
    if (mine !== null) tell();
  }

  /** Does not wait for the end of a pause: the reader turns to something else. */
  function hurry() {
    if (pause !== undefined) tell();
  }

  function tell() {
    calm();
    sent += 1;
    if (mine !== null && !away()) send({ chosen: mine, edition: data.edition, sent: `${name}-${sent}` });
  }

  function calm() {
    clearTimeout(pause);
    pause = undefined;
  }
}
