/**
 * What this browser keeps under a name: `localStorage` where it may be used, and the page's own
 * memory where not. Every change begins with what is kept now, since other tabs of the same browser
 * go on, too.
 */

/** @typedef {"" | "forbidden" | "full" | "later" | "broken"} Trouble */
/** @template T @typedef {{ value: T, trouble: Trouble }} Held */
/** @template T @typedef {(text: string) => { value: T, trouble: "" | "later" | "broken" }} Read */
/** @template T @typedef {ReturnType<typeof createStore<T>>} Store */

/** Sent on the window when something that is kept has changed, for what else shows it. */
export const CHANGED = "push-and-pull:changed";
/** Of the forms that are read here. */
const VERSION = 1;

/**
 * @template T
 * @param {string} slot
 * @param {Read<T>} read what a text says; an empty value of "", and beside a trouble
 */
export function createStore(slot, read) {
  // Bundles of one page share what storage does not serve for: text, and why.
  const place = Symbol.for(slot);

  return { load, change, put, erase };

  /** @returns {{ text: string, trouble: Trouble } | null} */
  function memory() {
    return /** @type {{ text: string, trouble: Trouble } | null} */ (Reflect.get(globalThis, place) ?? null);
  }

  /** @param {string} text @param {Trouble} trouble */
  function keepInMemory(text, trouble) {
    Reflect.set(globalThis, place, { text, trouble });
  }

  /**
   * What is kept now, and what is the matter with its place.
   * @param {(empty: T) => T} [begun] what a new one begins with
   * @returns {Held<T>}
   */
  function load(begun = (empty) => empty) {
    const held = memory();
    if (held) return { value: read(held.text).value, trouble: held.trouble };
    const away = (/** @type {Trouble} */ trouble) => {
      const value = begun(read("").value);
      keepInMemory(JSON.stringify(value), trouble);
      return { value, trouble };
    };
    /** @type {string | null} */
    let text;
    try {
      text = localStorage.getItem(slot);
    } catch {
      return away("forbidden");
    }
    if (text === null) return { value: begun(read("").value), trouble: "" };
    const found = read(text);
    return found.trouble === "later" ? away("later") : found;
  }

  /**
   * Changes it and tells of it.
   * @param {(value: T) => T} next
   * @param {(empty: T) => T} [begun] as above
   */
  function change(next, begun) {
    const value = next(load(begun).value);
    put(value);
    return value;
  }

  /** Puts it in the place of what is there; null leaves nothing of it. @param {T | null} value */
  function put(value) {
    const { trouble } = load();
    const text = value && JSON.stringify(value);
    if (memory()) keepInMemory(text ?? "", trouble);
    else {
      try {
        if (text === null) localStorage.removeItem(slot);
        else if (localStorage.getItem(slot) !== text) localStorage.setItem(slot, text);
      } catch {
        keepInMemory(text ?? "", "full");
      }
    }
    window.dispatchEvent(new Event(CHANGED));
  }

  /** Begins anew, also after what is of a later version. @param {T | null} [value] */
  function erase(value = null) {
    Reflect.deleteProperty(globalThis, place);
    try {
      localStorage.removeItem(slot);
    } catch {
      keepInMemory("", "forbidden");
    }
    put(value);
  }
}

/**
 * How text is read that says its version.
 * @template T
 * @param {() => T} empty
 * @param {(data: Record<string, unknown>) => T | null} sound what of it is as it must be; null for another form
 * @returns {Read<T>}
 */
export function reading(empty, sound) {
  return (text) => {
    if (text === "") return { value: empty(), trouble: "" };
    /** @type {unknown} */
    let data = null;
    try {
      data = JSON.parse(text);
    } catch {
      // It is broken.
    }
    const given = typeof data === "object" && data !== null ? /** @type {Record<string, unknown>} */ (data) : {};
    const version = given.version ?? given.v;
    const value = version === VERSION ? sound(given) : null;
    if (value) return { value, trouble: "" };
    return { value: empty(), trouble: typeof version === "number" && version > VERSION ? "later" : "broken" };
  };
}
