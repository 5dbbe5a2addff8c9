import assert from "node:assert/strict";
import { test } from "node:test";

import { fault, onSlider } from "../../explainers/components/frontend/parts/knob.js";

/** A press and a release of a button on a slider; how often a hand took hold and let go. @param {number} button */
function pressed(button) {
  const slider = Object.assign(new EventTarget(), { min: "0", max: "1", value: "0" });
  const seen = { press: 0, release: 0 };
  onSlider(
    /** @type {HTMLInputElement} */ (/** @type {unknown} */ (slider)),
    {
      press: () => {
        seen.press += 1;
      },
      turn: () => {},
      release: () => {
        seen.release += 1;
      },
      nudged: () => {},
    },
    new AbortController().signal,
  );
  slider.dispatchEvent(Object.assign(new Event("pointerdown"), { button }));
  slider.dispatchEvent(Object.assign(new Event("pointerup"), { button }));
  return seen;
}

test("the main button takes hold of a slider and lets go", () => {
  assert.deepEqual(pressed(0), { press: 1, release: 1 });
});

test("another button, whose end may be elsewhere, takes no hold", () => {
  assert.deepEqual(pressed(1), { press: 0, release: 0 });
  assert.deepEqual(pressed(2), { press: 0, release: 0 });
});

test("a number that is typed for a slider lies on it, and says where that ends", () => {
  assert.equal(fault("0,25", [-1, 1]), "");
  assert.equal(fault("−1", [-1, 1]), "");
  assert.equal(fault("1.001", [-1, 1]), "From −1 to 1.");
  assert.equal(fault("much", [-1, 1]), "Not a number.");
  const magnified = { of: (/** @type {number} */ zoom) => 10 ** zoom, back: Math.log10 };
  assert.equal(fault("1000", [0, 6], magnified), "");
  for (const text of ["0.5", "0", "-3"]) assert.match(fault(text, [0, 6], magnified), /^From 1 to /);
});

/** A finger on a slider from 0 to 1 of 100 pixels that stands at 0.2; where it is led. @param {[number, number][]} path @param {string} end */
function fingered(path, end) {
  const slider = Object.assign(new EventTarget(), { min: "0", max: "1", value: "0.2", clientWidth: 100 });
  const seen = { turned: /** @type {number[]} */ ([]), held: 0 };
  onSlider(
    /** @type {HTMLInputElement} */ (/** @type {unknown} */ (slider)),
    {
      press: () => {
        seen.held += 1;
      },
      turn: (value) => seen.turned.push(value),
      release: () => {
        seen.held -= 1;
      },
      nudged: () => {},
    },
    new AbortController().signal,
  );
  /** @param {string} type @param {[number, number]} at */
  const send = (type, [clientX, clientY]) =>
    slider.dispatchEvent(Object.assign(new Event(type), { pointerId: 1, button: 0, pointerType: "touch", clientX, clientY }));
  send("pointerdown", [20, 0]);
  for (const at of path) send("pointermove", at);
  send(end, path[path.length - 1]);
  return seen;
}

test("a swipe up that begins on a slider leaves it, and the hand is let go", () => {
  assert.deepEqual(fingered([[21, -20], [24, -90]], "pointercancel"), { turned: [], held: 0 });
});

test("a finger takes a slider along from where it stands", () => {
  const { turned, held } = fingered([[22, 1], [50, 4]], "pointerup");
  assert.ok(turned.length === 1 && Math.abs(turned[0] - 0.5) < 1e-12, String(turned));
  assert.equal(held, 0);
});
