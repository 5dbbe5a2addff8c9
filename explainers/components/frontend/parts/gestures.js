/**
 * What lies between a hand's press and Python's answer: a gesture is sent once, when the
 * hand lets go, and only if it changed something; what comes from outside meanwhile waits.
 */

/** Milliseconds after the last key or turn of the wheel until Python is asked. */
const PAUSE = 150;

/**
 * @template {{ edition: string }} Data
 * @typedef {object} Figure
 * @property {() => string} edition the one on screen
 * @property {() => object} state
 * @property {(gesture: Record<string, unknown>) => void} send
 * @property {() => void} [rest] called when a hand has let go, before anything is sent
 * @property {() => void} schedule asks for a picture
 * @property {(data: Data) => void} take follows what came from Python
 */

/**
 * @template {{ edition: string }} Data
 * @param {HTMLElement} root carries the class "held" while a hand moves
 * @param {Figure<Data>} figure
 */
export function createGestures(root, figure) {
  let hands = 0;
  let sent = 0;
  let last = "";
  let moves = false;
  /** @type {Data | null} an edition that arrived while something was held */
  let waiting = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  return {
    offer,
    follow,
    press,
    release,
    settle,
    settleSoon,
    ask,
    stop,
    held: () => hands > 0,
    /** Whether the reader has done anything yet. */
    moves: () => moves,
  };

  /** Takes data, or keeps them until the hand lets go. @param {Data} data */
  function offer(data) {
    if (hands > 0 && data.edition !== figure.edition()) waiting = data;
    else figure.take(data);
  }

  /**
   * Notes that the state came from outside: it is not news to Python, which is asked only
   * if its answer did not come along.
   * @param {boolean} [answered]
   */
  function follow(answered = true) {
    clearTimeout(pause);
    last = JSON.stringify(figure.state());
    if (!answered) ask();
  }

  function press() {
    hands += 1;
    clearTimeout(pause);
    root.classList.add("held");
  }

  function release() {
    if (hands === 0) return;
    hands -= 1;
    if (hands > 0) return;
    root.classList.remove("held");
    if (waiting) {
      const data = waiting;
      waiting = null;
      figure.take(data);
      return;
    }
    figure.rest?.();
    settle();
  }

  /** Sends the state, once for each gesture that changed it. */
  function settle() {
    clearTimeout(pause);
    figure.schedule();
    const news = JSON.stringify(figure.state());
    if (news === last) return;
    moves = true;
    last = news;
    ask();
  }

  /** Asks for Python's answer to what is shown, news or not. */
  function ask() {
    sent += 1;
    const edition = figure.edition();
    figure.send({ ...figure.state(), edition, sent: `${edition}-${sent}` });
  }

  /**
   * For keys and the wheel, whose end is only a pause.
   * @param {number} [after] milliseconds
   */
  function settleSoon(after = PAUSE) {
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (hands > 0) return;
      figure.rest?.();
      settle();
    }, after);
  }

  function stop() {
    clearTimeout(pause);
  }
}
