/**
 * What lies between a hand's press and Python's answer: a gesture is sent once, when the
 * hand lets go, and only if it changed something; what comes from outside meanwhile waits.
 */

const PAUSE = 150;

/**
 * @template {{ edition: string }} Data
 * @typedef {object} Figure
 * @property {() => string} edition the one on screen
 * @property {() => object} state
 * @property {(gesture: Record<string, unknown>) => void} send
 * @property {() => void} rest called when a hand has let go, before anything is sent
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

  return { offer, follow, press, release, settle, settleSoon, stop, held: () => hands > 0, moves: () => moves };

  /** Takes data, or keeps them until the hand lets go. @param {Data} data */
  function offer(data) {
    if (hands > 0 && data.edition !== figure.edition()) waiting = data;
    else figure.take(data);
  }

  /** Notes that the state came from outside: it is not news to Python. */
  function follow() {
    clearTimeout(pause);
    last = JSON.stringify(figure.state());
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
    figure.rest();
    settle();
  }

  function settle() {
    clearTimeout(pause);
    figure.schedule();
    const news = JSON.stringify(figure.state());
    if (news === last) return;
    moves = true;
    last = news;
    sent += 1;
    const edition = figure.edition();
    figure.send({ ...figure.state(), edition, at: `${edition}-${sent}` });
  }

  /** For keys and the wheel, whose end is only a pause. */
  function settleSoon() {
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (hands > 0) return;
      figure.rest();
      settle();
    }, PAUSE);
  }

  function stop() {
    clearTimeout(pause);
  }
}

/**
 * The default export of a component: one instance for each place that it is mounted in.
 * @template Data
 * @template {{ root: HTMLElement, update: (data: Data, send: (name: string, value: unknown) => void) => void, destroy: () => void }} Instance
 * @param {(parent: HTMLElement | ShadowRoot, first: Data) => Instance} create
 * @returns {(args: import("@streamlit/component-v2-lib").FrontendRendererArgs<Record<string, unknown>, Data>) => () => void}
 */
export function mounted(create) {
  /** @type {WeakMap<object, Instance>} */
  const instances = new WeakMap();
  return ({ data, parentElement, setStateValue }) => {
    let instance = instances.get(parentElement);
    if (!instance) {
      instance = create(parentElement, data);
      instances.set(parentElement, instance);
    }
    instance.update(data, setStateValue);
    const made = instance;
    return () => {
      if (made.root.isConnected) return;
      made.destroy();
      instances.delete(parentElement);
    };
  };
}
