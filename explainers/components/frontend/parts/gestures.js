/**
 * What lies between a hand's press and Python's answer: a gesture is sent once, when the
 * hand lets go, and only if it changed something; what comes from outside meanwhile waits.
 *
 * Python tells back which gesture it has taken last. What hands have moved since is newer than
 * the state that it sends, and is laid over it and sent again: it was moved while the server was
 * away, or before the figure could know that the state was set from outside. A server that takes
 * over from another has taken none.
 */

/** Milliseconds after the last key or turn of the wheel until Python is asked. */
const PAUSE = 150;

/**
 * @template {{ edition: string }} Data
 * @typedef {object} Figure
 * @property {() => string} edition the one on screen
 * @property {() => object} state
 * @property {(gesture: Record<string, unknown>) => void} send
 * @property {() => boolean} [away] whether there is no server to send it to
 * @property {() => void} [rest] called when a hand has let go, before anything is sent
 * @property {() => void} schedule asks for a picture
 * @property {(data: Data) => void} take follows what came from Python
 */

/**
 * @template {{ edition: string }} Data
 * @param {HTMLElement} root carries the class "held" while a hand moves
 * @param {Figure<Data>} figure
 * @param {string} [name] that no other figure's gestures have
 */
export function createGestures(root, figure, name = Math.random().toString(36).slice(2)) {
  let hands = 0;
  let sent = 0;
  /** @type {Record<string, string>} the parts of the state that Python was last told, or came from it */
  let last = {};
  /** @type {Map<string, number>} the gesture that moved a part of the state last */
  const moved = new Map();
  let moves = false;
  /** Whether what is shown is to be sent, news or not. */
  let owed = false;
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
    hurry,
    newer,
    back,
    stop: calm,
    held: () => hands > 0,
    /** Whether there is something that no server has been told. */
    owes: () => owed,
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
    calm();
    last = parts();
    if (!answered) ask();
  }

  /** @returns {Record<string, string>} */
  function parts() {
    return Object.fromEntries(Object.entries(figure.state()).map(([part, value]) => [part, JSON.stringify(value)]));
  }

  /** Notes what a gesture moves; whether it is anything. @param {number} gesture */
  function note(gesture) {
    const news = Object.entries(parts()).filter(([part, value]) => value !== last[part]);
    for (const [part] of news) moved.set(part, gesture);
    return news.length > 0;
  }

  /**
   * The parts of the state that hands have moved since a gesture that Python has taken, if they
   * are other than what it sends.
   * @param {string | null | undefined} heard its name; of another figure's, or none, it says nothing
   * @param {object} state as Python sends it
   */
  function newer(heard, state) {
    note(sent + 1);
    const known = heard?.startsWith(`${name}-`) ? Number(heard.slice(name.length + 1)) : 0;
    const theirs = /** @type {Record<string, unknown>} */ (state);
    return Object.fromEntries(
      Object.entries(figure.state()).filter(
        ([part, value]) =>
          (moved.get(part) ?? 0) > known && JSON.stringify(value) !== JSON.stringify(theirs[part]),
      ),
    );
  }

  function press() {
    hands += 1;
    calm();
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
    calm();
    figure.schedule();
    const news = note(sent + 1);
    if (!news && !owed) return;
    moves ||= news;
    last = parts();
    ask();
  }

  /** Asks for Python's answer to what is shown, news or not. */
  function ask() {
    sent += 1;
    owed = figure.away?.() ?? false;
    if (!owed) figure.send({ ...figure.state(), edition: figure.edition(), sent: `${name}-${sent}` });
  }

  /** There is a server again: what was on the way to the last one may not have come to it. */
  function back() {
    owed = sent > 0;
    if (owed && hands === 0) settle();
  }

  /**
   * For keys and the wheel, whose end is only a pause.
   * @param {number} [after] milliseconds
   */
  function settleSoon(after = PAUSE) {
    calm();
    pause = setTimeout(finish, after);
  }

  function finish() {
    calm();
    if (hands > 0) return;
    figure.rest?.();
    settle();
  }

  /** Does not wait for the end of a pause: the reader turns to something else. */
  function hurry() {
    if (pause !== undefined) finish();
  }

  function calm() {
    clearTimeout(pause);
    pause = undefined;
  }
}
