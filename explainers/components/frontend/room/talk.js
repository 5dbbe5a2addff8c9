/**
 * A browser and its room: events down, which are asked for again whenever they break off, and
 * what is to be said up. No DOM.
 */

/** @typedef {import("./groups.js").Question} Question */

/**
 * What everybody is told of a room; the rest is the teacher's.
 * @typedef {object} Told
 * @property {"open" | "closed" | "revealed"} phase
 * @property {number} round
 * @property {number} turn how often the question at hand was asked
 * @property {Question} question
 * @property {number[][][] | null} clouds the answers of each of those times
 * @property {boolean} writing whether students may write beside their answers
 * @property {Written[]} written what stands beside answers to the last round
 * @property {number} [count] of answers to a round that is open
 * @property {{ link: string, qr: { size: number, path: string } }} [way]
 */

/** @typedef {{ words: string, name: string, hidden: boolean }} Written the name is for the teacher, who may hide it */
/** @typedef {{ id: string, kind: string, data: string }} Event_ */

/** Milliseconds until a stream that broke off is asked for again: at first, and at last. */
const [SOON, LATER] = [400, 4000];
/** Milliseconds of silence after which a stream is held to be dead: three times what a server needs. */
const SILENT = 45_000;
/** The same where somebody has just come back to the page. */
const ASLEEP = 16_000;
/** Milliseconds after which an answer that nobody confirms has not come. */
export const UNANSWERED = 15_000;

/**
 * Where rooms are, by where the page is.
 * @param {{ origin: string, pathname: string }} here
 */
export function base({ origin, pathname }) {
  return `${origin}${pathname.replace(/\/[^/]*\/?$/, "")}/rooms`;
}

/**
 * Takes the whole events off what has come of a stream, and gives them with what is left.
 * @param {string} text
 * @returns {{ events: Event_[], rest: string }}
 */
export function parsed(text) {
  const parts = text.replaceAll("\r\n", "\n").split("\n\n");
  const rest = parts.pop() ?? "";
  const events = parts.map((part) => {
    const event = { id: "", kind: "message", data: "" };
    for (const line of part.split("\n")) {
      const [name, value] = [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).replace(/^ /, "")];
      if (name === "id") event.id = value;
      else if (name === "event") event.kind = value;
      else if (name === "data") event.data += value;
    }
    return event;
  });
  return { events: events.filter(({ data }) => data), rest };
}

/**
 * What a server answers: why not, or what is asked for.
 * @typedef {{ problem?: string, told?: string, code?: string, secret?: string } & Record<string, unknown>} Said
 */
/**
 * An answer of a server, and its status.
 * @typedef {{ status: number, body: Said }} Answer
 */

/**
 * Says something to the server; status 0 where there is none.
 * @param {string} path
 * @param {object} body
 * @param {string} [secret]
 * @param {number} [within] milliseconds; without them it waits for as long as it takes
 * @returns {Promise<Answer>}
 */
export function post(path, body, secret, within) {
  return said(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(secret ? { Authorization: `Bearer ${secret}` } : {}) },
    body: JSON.stringify(body),
    ...(within ? { signal: AbortSignal.timeout(within) } : {}),
  });
}

/**
 * Asks the server for what is the teacher's; status 0 where there is none.
 * @param {string} path
 * @param {string} secret
 * @returns {Promise<Answer>}
 */
export function fetched(path, secret) {
  return said(path, { headers: { Authorization: `Bearer ${secret}` } });
}

/** @param {string} path @param {RequestInit} request @returns {Promise<Answer>} */
async function said(path, request) {
  try {
    const answer = await fetch(base(location) + path, { ...request, cache: "no-store" });
    if (!isJson(answer)) return { status: answer.status >= 500 ? 0 : answer.status, body: { problem: answer.status >= 500 ? "away" : "missing" } };
    return { status: answer.status, body: await answer.json() };
  } catch {
    return { status: 0, body: { problem: "away" } };
  }
}

/** @param {Response} answer */
function isJson(answer) {
  return (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
}

/**
 * Listens to a room until it ends, or the signal does.
 * @param {string} code
 * @param {string} secret of its teacher, or nothing
 * @param {{ took: (told: Told) => void, ended: () => void, refused: (problem: string) => void,
 *   lost: (problem: string) => void, back: () => void }} on `back` whenever a stream begins
 * @param {AbortSignal} signal
 */
export function listen(code, secret, { took, ended, refused, lost, back }, signal) {
  let last = "";
  let heard = 0;
  let breaks = new AbortController();
  /** @type {() => void} */
  let hurry = () => {};
  addEventListener("online", () => hurry(), { signal });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    hurry();
    if (Date.now() - heard > ASLEEP) breaks.abort();
  }, { signal });
  const watch = setInterval(() => {
    if (Date.now() - heard > SILENT) breaks.abort();
  }, 5000);
  signal.addEventListener("abort", () => {
    clearInterval(watch);
    breaks.abort();
    hurry();
  });
  void run();

  async function run() {
    let wait = SOON;
    while (!signal.aborted) {
      breaks = new AbortController();
      heard = Date.now();
      let why = "away";
      try {
        const answer = await fetch(`${base(location)}/${code}`, {
          headers: {
            Accept: "text/event-stream",
            ...(last ? { "Last-Event-ID": last } : {}),
            ...(secret ? { Authorization: `Bearer ${secret}` } : {}),
          },
          signal: breaks.signal,
          cache: "no-store",
        });
        if (signal.aborted) return;
        if (isJson(answer) && (answer.status === 404 || answer.status === 403)) {
          return refused(answer.status === 404 ? "none" : "secret");
        }
        if (isJson(answer)) why = (await answer.json()).problem;
        if (answer.ok && !isStream(answer)) return refused("missing");
        if (answer.ok && answer.body) {
          wait = SOON;
          back();
          if (await followed(answer.body)) return ended();
        }
      } catch {
        // No server, or none any more: it is asked again.
      }
      if (signal.aborted) return;
      lost(why);
      await pause(wait * (0.75 + Math.random() / 2)); // or all of a class come at once
      wait = Math.min(LATER, 2 * wait);
    }
  }

  /** Whether the room has ended, once the stream has. @param {ReadableStream<Uint8Array>} body */
  async function followed(body) {
    const [reader, letters] = [body.getReader(), new TextDecoder()];
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return false;
      heard = Date.now();
      const { events, rest } = parsed(text + letters.decode(value, { stream: true }));
      text = rest;
      for (const event of events) {
        if (signal.aborted) return false;
        if (event.kind === "end") return true;
        last = event.id;
        took(JSON.parse(event.data));
      }
    }
  }

  /** @param {number} wait */
  function pause(wait) {
    return /** @type {Promise<void>} */ (
      new Promise((done) => {
        const timer = setTimeout(done, wait);
        hurry = () => {
          clearTimeout(timer);
          done();
        };
      })
    );
  }
}

/** @param {Response} answer */
function isStream(answer) {
  return (answer.headers.get("Content-Type") ?? "").startsWith("text/event-stream");
}
