import assert from "node:assert/strict";
import { test } from "node:test";

/** Storage as a browser has it, which can be forbidden or full. */
class Place {
  /** @type {Map<string, string>} */
  kept = new Map();
  forbidden = false;
  full = false;
  get length() {
    return this.kept.size;
  }
  /** @param {number} k */
  key(k) {
    return [...this.kept.keys()][k] ?? null;
  }
  clear() {
    this.kept.clear();
  }
  /** @param {string} name */
  getItem(name) {
    if (this.forbidden) throw new DOMException("", "SecurityError");
    return this.kept.get(name) ?? null;
  }
  /** @param {string} name @param {string} text */
  setItem(name, text) {
    if (this.forbidden || this.full) throw new DOMException("", "QuotaExceededError");
    this.kept.set(name, text);
  }
  /** @param {string} name */
  removeItem(name) {
    if (this.forbidden) throw new DOMException("", "SecurityError");
    this.kept.delete(name);
  }
}

const at = (/** @type {string} */ name) => `push-and-pull:${name}`;
const PROOF = { puzzle: "budget", seed: "1", x: [], v: [], u: [], picks: [0, 0] };
const parts = "../../explainers/components/frontend/parts";
/** As two bundles of one page have it. */
const [one, other] = await Promise.all(["", "?other"].map(async (bundle) => ({
  ...(await import(`${parts}/solved.js${bundle}`)),
  ...(await import(`${parts}/proofs.js${bundle}`)),
  ...(await import(`${parts}/predicted.js${bundle}`)),
})));
/** What puts one thing into each, and what is there then. */
const STORES = /** @type {const} */ ([
  ["solved", "SOLVED", () => one.noteSolved("budget"), { version: 1, solved: ["budget"] }],
  ["proofs", "PROOFS", () => one.noteProof(PROOF), { version: 1, proofs: [PROOF] }],
  ["predicted", "PREDICTED", () => one.predicted("kinks"), { v: 1, lessons: { kinks: 1 } }],
]);
let place = new Place();
let told = 0;

/**
 * A test in a browser that has kept nothing yet, and is gone after it.
 * @param {string} says @param {() => void} holds
 */
function stored(says, holds) {
  test(says, (context) => {
    place = new Place();
    const window = new EventTarget();
    window.addEventListener("push-and-pull:changed", () => (told += 1));
    const browser = { localStorage: place, window };
    Object.assign(globalThis, browser);
    context.after(() => Object.keys(browser).forEach((one) => Reflect.deleteProperty(globalThis, one)));
    for (const [, store] of STORES) one[store].erase();
    told = 0;
    holds();
  });
}

for (const [name, store, note, kept] of STORES) {
  stored(`${name}: it is kept, told of, and seen by the page's other bundles`, () => {
    note();
    assert.deepEqual(JSON.parse(place.getItem(at(name)) ?? ""), kept);
    assert.deepEqual(other[store].load(), { value: kept, trouble: "" });
    assert.equal(told, 1);
  });

  stored(`${name}: where nothing may be kept it holds on the page, which knows why`, () => {
    place.forbidden = true;
    assert.equal(one[store].load().trouble, "forbidden");
    note();
    assert.deepEqual(other[store].load(), { value: kept, trouble: "forbidden" });
    assert.equal(told, 1);
  });

  stored(`${name}: where there is no room left it holds on the page, which knows why`, () => {
    place.full = true;
    assert.equal(one[store].load().trouble, "");
    note();
    assert.deepEqual(other[store].load(), { value: kept, trouble: "full" });
  });

  stored(`${name}: what is of a later version is left as it is`, () => {
    const later = '{"v":2,"version":2,"all":[]}';
    place.setItem(at(name), later);
    assert.equal(one[store].load().trouble, "later");
    note();
    assert.deepEqual(other[store].load(), { value: kept, trouble: "later" });
    one[store].put(null);
    assert.equal(one[store].load().trouble, "later");
    assert.equal(place.getItem(at(name)), later);
    one[store].erase();
    assert.equal(one[store].load().trouble, "");
    assert.equal(place.getItem(at(name)), null);
  });

  stored(`${name}: what is broken is said to be, and begun anew`, () => {
    place.setItem(at(name), "{oops");
    assert.equal(one[store].load().trouble, "broken");
    note();
    assert.deepEqual(one[store].load(), { value: kept, trouble: "" });
  });
}

stored("what is kept twice is counted twice as a guess, and once as a puzzle", () => {
  for (const [, , note] of [...STORES, ...STORES]) note();
  assert.deepEqual(one.SOLVED.load().value.solved, ["budget"]);
  assert.equal(one.PROOFS.load().value.proofs.length, 1);
  assert.deepEqual(one.PREDICTED.load().value.lessons, { kinks: 2 });
});
