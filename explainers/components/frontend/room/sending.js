/**
 * A student's answers on their way: one at a time, and again until the server has it or says that it
 * takes none; what became of it is what the server says, not what this browser has seen. No DOM.
 */

import { keep, kept } from "./keep.js";

/** Milliseconds until what did not arrive is sent again: at least, and at most so many more, so that a class does not come at once. */
const [AGAIN, SPREAD] = [2000, 2000];

/** @typedef {{ answer: number[], words: string, same: boolean }} Held what the server keeps, and whether it is what was sent */
/** @typedef {{ status: number, body: { problem?: string, held?: Held | null } }} Reply */

/**
 * @param {string} code
 * @param {(body: object) => Promise<Reply>} say
 * @param {(round: number, problem: string) => void} became what is to be told of a round's answer, if anything: "late", "changed-late", "full", or why it is refused
 * @param {AbortSignal} signal
 */
export function createSending(code, say, became, signal) {
  let sending = false;
  let away = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  signal.addEventListener("abort", () => clearTimeout(timer));

  return {
    commit,
    settle,
    /** Whether the last try did not arrive. */
    away: () => away,
    /** Whether the server has still to say what became of it. @param {number} round */
    owes: (round) => kept(code).owed === round,
  };

  /** @param {number} round @param {number[]} answer @param {string} beside */
  function commit(round, answer, beside) {
    const { answers, words } = kept(code);
    keep(code, { ...kept(code), answers: { ...answers, [round]: answer }, words: { ...words, [round]: beside }, owed: round });
    void settle();
  }

  /** Sends what is owed. */
  async function settle() {
    const { owed: round, answers, words, voter } = kept(code);
    if (!round || sending || !answers[round]) return;
    clearTimeout(timer);
    sending = true;
    const [sent, beside] = [answers[round], words[round] ?? ""];
    const { status, body } = await say({ round, voter, answer: sent, words: beside });
    sending = false;
    if (signal.aborted) return;
    away = status === 0 || status === 429 || status >= 500;
    const now = kept(code);
    const other = now.answers[round]?.join() !== sent.join() || (now.words[round] ?? "") !== beside;
    if (status === 200) settled(round, now.owed === round && other);
    if (status === 409) became(round, taken(round, body, other));
    else became(round, status === 200 || away ? "" : (body.problem ?? ""));
    if (away) timer = setTimeout(() => void settle(), AGAIN + SPREAD * Math.random());
    else if (status === 200 || status === 409) void settle();
  }

  /**
   * A round takes no more: what the server has is the answer, and what it has not is none.
   * @param {number} round
   * @param {Reply["body"]} body
   * @param {boolean} other whether it was changed since it was sent
   */
  function taken(round, { problem, held }, other) {
    const { answers: { [round]: _, ...answers }, words: { [round]: __, ...words } } = kept(code);
    const found = held ? { answers: { ...answers, [round]: held.answer }, words: { ...words, [round]: held.words } } : { answers, words };
    keep(code, { ...kept(code), ...found });
    settled(round, false);
    if (held) return held.same && !other ? "" : "changed-late";
    return problem === "full" ? "full" : "late";
  }

  /** @param {number} round @param {boolean} again whether it has still to be sent */
  function settled(round, again) {
    const now = kept(code);
    if (now.owed === round && !again) keep(code, { ...now, owed: 0 });
  }
}
