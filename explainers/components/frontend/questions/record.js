/**
 * What a reader has visited and answered, as a value: read from text, changed, and written. No DOM.
 *
 * The format has a version. What is of another one, or not of this form, is not touched.
 */

/**
 * One lesson: when it was first opened, and when all its questions had been answered; 0 for never.
 * @typedef {{ visited: number, answered: number }} Mark
 */

/**
 * One question.
 * @typedef {object} Past
 * @property {number} at when it was answered last, in milliseconds since 1970
 * @property {boolean} right whether it was ever answered right
 * @property {boolean} missed whether the last first answer was wrong
 * @property {number} level how many reviews in a row were right
 * @property {number} turn which numbers come next
 */

/** @typedef {{ v: 1, lessons: Record<string, Mark>, questions: Record<string, Past> }} Record_ */

/** Where it is kept in the browser. */
export const SLOT = "push-and-pull:progress";
export const VERSION = 1;
/** Days after which a question comes back, by its level; after the last it has stayed. */
export const DAYS = [1, 3, 7, 21];
export const DAY = 86_400_000;
/** Characters that a record may have; more is nobody's. */
export const LONGEST = 400_000;
const MOST = 400;
const LATEST = 8.64e15;
const LESSON = /^[a-z][a-z_]{0,39}$/;
const QUESTION = /^[a-z][a-z_]{0,39}\/[a-z][a-z_]{0,39}$/;

/** @returns {Record_} */
export function empty() {
  return { v: VERSION, lessons: {}, questions: {} };
}

/**
 * @param {string} text as it is kept
 * @returns {{ record: Record_, trouble: "" | "later" | "broken" }} an empty record beside a trouble
 */
export function read(text) {
  if (text === "") return { record: empty(), trouble: "" };
  const data = parsed(text);
  const record = checked(data);
  if (record) return { record, trouble: "" };
  return { record: empty(), trouble: versionOf(data) > VERSION ? "later" : "broken" };
}

/**
 * JSON that may be none.
 * @param {string} text
 * @returns {unknown}
 */
export function parsed(text) {
  if (text.length > LONGEST) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The version that data say they have; 0 without one. @param {unknown} data */
export function versionOf(data) {
  const v = fields(data)?.v;
  return typeof v === "number" && Number.isSafeInteger(v) ? v : 0;
}

/**
 * The record that data are, or null if any part is not as it must be.
 * @param {unknown} data
 * @returns {Record_ | null}
 */
export function checked(data) {
  const given = only(data, ["v", "lessons", "questions"]);
  if (given?.v !== VERSION) return null;
  const lessons = each(given.lessons, LESSON, (one) => {
    const mark = only(one, ["visited", "answered"]);
    const [visited, answered] = [time(mark?.visited), time(mark?.answered)];
    return visited === null || answered === null ? null : { visited, answered };
  });
  const questions = each(given.questions, QUESTION, (one) => {
    const past = only(one, ["at", "right", "missed", "level", "turn"]);
    const [at, level, turn] = [time(past?.at), whole(past?.level, DAYS.length), whole(past?.turn, 1e6)];
    const [right, missed] = [past?.right, past?.missed];
    if (at === null || level === null || turn === null) return null;
    return typeof right === "boolean" && typeof missed === "boolean" ? { at, right, missed, level, turn } : null;
  });
  return lessons && questions && { v: VERSION, lessons, questions };
}

/**
 * An object with exactly these fields.
 * @param {unknown} data
 * @param {string[]} names
 * @returns {Record<string, unknown> | null}
 */
export function only(data, names) {
  const found = fields(data);
  const there = found && Object.keys(found);
  return there?.length === names.length && names.every((name) => there.includes(name)) ? found : null;
}

/**
 * @param {unknown} data
 * @returns {Record<string, unknown> | null}
 */
function fields(data) {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return null;
  return Object.fromEntries(Object.entries(data));
}

/**
 * Entries by their names, all of them sound, or null.
 * @template T
 * @param {unknown} data
 * @param {RegExp} name
 * @param {(one: unknown) => T | null} sound
 * @returns {Record<string, T> | null}
 */
export function each(data, name, sound) {
  const found = Object.entries(fields(data) ?? { "": null });
  if (found.length > MOST) return null;
  /** @type {[string, T][]} */
  const kept = [];
  for (const [key, one] of found) {
    const value = name.test(key) ? sound(one) : null;
    if (value === null) return null;
    kept.push([key, value]);
  }
  return Object.fromEntries(kept);
}

/**
 * A whole number from 0 to the most, or null.
 * @param {unknown} data
 * @param {number} most
 */
export function whole(data, most) {
  return typeof data === "number" && Number.isSafeInteger(data) && data >= 0 && data <= most ? data : null;
}

/** @param {unknown} data */
function time(data) {
  return whole(data, LATEST);
}

/**
 * A lesson was opened.
 * @param {Record_} record
 * @param {string} lesson
 * @param {number} now
 * @returns {Record_}
 */
export function visited(record, lesson, now) {
  const mark = record.lessons[lesson] ?? { visited: 0, answered: 0 };
  return mark.visited ? record : { ...record, lessons: { ...record.lessons, [lesson]: { ...mark, visited: now } } };
}

/**
 * A question was answered. The first answer to some numbers tells whether it is known: a miss
 * starts its reviews over; right when it was due, it rests longer the next time.
 * @param {Record_} record
 * @param {string} name lesson and question
 * @param {{ right: boolean, first: boolean, now: number }} answer
 * @returns {Record_}
 */
export function noted(record, name, { right, first, now }) {
  const past = record.questions[name] ?? { at: now, right: false, missed: false, level: 0, turn: 0 };
  const rested = past.right && now >= dueAt(past);
  const level = first && right ? Math.min(DAYS.length, past.level + (rested ? 1 : 0)) : right ? past.level : 0;
  const next = {
    ...past,
    // Before it is due, another right answer does not put it off.
    at: first && right && past.right && !past.missed && !rested ? past.at : now,
    right: past.right || right,
    missed: first ? !right : past.missed,
    level,
  };
  return { ...record, questions: { ...record.questions, [name]: next } };
}

/**
 * A question takes other numbers the next time.
 * @param {Record_} record
 * @param {string} name
 * @returns {Record_}
 */
export function turned(record, name) {
  const past = record.questions[name];
  if (!past) return record;
  return { ...record, questions: { ...record.questions, [name]: { ...past, turn: past.turn + 1 } } };
}

/**
 * A lesson is answered once all its questions were.
 * @param {Record_} record
 * @param {string} lesson
 * @param {string[]} names of its questions
 * @param {number} now
 * @returns {Record_}
 */
export function completed(record, lesson, names, now) {
  const mark = record.lessons[lesson] ?? { visited: now, answered: 0 };
  if (mark.answered || names.length === 0 || !names.every((name) => record.questions[name]?.right)) return record;
  return { ...record, lessons: { ...record.lessons, [lesson]: { ...mark, answered: now } } };
}

/** When a question comes back; Infinity if it has stayed. @param {Past} past */
export function dueAt({ at, level }) {
  return level < DAYS.length ? at + DAYS[level] * DAY : Infinity;
}

/**
 * Names of the questions that are due, the longest due first, and when the next one is.
 * @param {Record_} record
 * @param {string[]} names that there are
 * @param {number} now
 * @returns {{ due: string[], next: number, waiting: number }} with Infinity for none
 */
export function reviews(record, names, now) {
  const known = names.filter((name) => record.questions[name]);
  const at = (/** @type {string} */ name) => dueAt(record.questions[name]);
  const due = known.filter((name) => at(name) <= now).sort((a, b) => at(a) - at(b));
  const later = known.filter((name) => at(name) > now && at(name) < Infinity);
  return { due, next: Math.min(Infinity, ...later.map(at)), waiting: later.length };
}

/**
 * What a reader has done on a page that was opened.
 * @typedef {{ answered: boolean, predicted: boolean, solved: number }} Done
 */

/**
 * What a reader has done, by page.
 * @param {Record_} record
 * @param {Record<string, number>} [guesses] that were checked, by page
 * @param {Record<string, number>} [solved] puzzles by page
 * @returns {Record<string, Done>}
 */
export function done({ lessons }, guesses = {}, solved = {}) {
  const names = Object.keys(lessons).filter((name) => lessons[name].visited || lessons[name].answered);
  return Object.fromEntries(names.sort().map((name) => {
    const [answered, predicted] = [lessons[name].answered > 0, (guesses[name] ?? 0) > 0];
    return [name, { answered, predicted, solved: solved[name] ?? 0 }];
  }));
}

/**
 * A record with what marks tell beside it: older visits kept them in a cookie.
 * @param {Record_} record
 * @param {string} text
 * @param {number} now
 * @returns {Record_}
 */
export function adopted(record, text, now) {
  let found = record;
  for (const part of text.split(".")) {
    const name = part.replace(/\d*!?\*?$/, "");
    if (!LESSON.test(name)) continue;
    found = visited(found, name, now);
    const mark = found.lessons[name];
    if (part.endsWith("*") && !mark.answered) {
      found = { ...found, lessons: { ...found.lessons, [name]: { ...mark, answered: now } } };
    }
  }
  return found;
}
