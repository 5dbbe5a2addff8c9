import assert from "node:assert/strict";
import test from "node:test";

import { keyStep, onDrag, onKeys } from "../../explainers/components/frontend/parts/hands.js";

/**
 * @param {string} key
 * @param {Partial<KeyboardEvent>} [held]
 */
function pressed(key, held = {}) {
  const none = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };
  return keyStep(/** @type {KeyboardEvent} */ ({ key, ...none, ...held }));
}

/** @type {[string, [number, number]][]} */
const DIRECTIONS = [
  ["ArrowRight", [1, 0]],
  ["ArrowLeft", [-1, 0]],
  ["ArrowUp", [0, 1]],
  ["ArrowDown", [0, -1]],
];

for (const [key, [right, up]] of DIRECTIONS) {
  test(`${key} moves by a tenth of a unit, with Shift by a hundredth`, () => {
    const coarse = pressed(key) ?? assert.fail();
    const fine = pressed(key, { shiftKey: true }) ?? assert.fail();
    assert.ok(coarse[0] === right * 0.1 && coarse[1] === up * 0.1);
    assert.ok(fine[0] === right * 0.01 && fine[1] === up * 0.01);
  });
}

test("PageUp and PageDown move by a unit, up and down", () => {
  assert.deepEqual(pressed("PageUp"), [0, 1]);
  assert.deepEqual(pressed("PageDown"), [0, -1]);
});

test("other keys are not for handles", () => {
  for (const key of ["a", "r", "Enter", "Tab", "Escape", " ", "Home", ""]) assert.equal(pressed(key), null);
});

test("a key with Alt, Control or Meta is left to the browser", () => {
  for (const held of [{ altKey: true }, { ctrlKey: true }, { metaKey: true }]) {
    assert.equal(pressed("ArrowLeft", held), null);
    assert.equal(pressed("PageUp", held), null);
  }
});

/** What a hand is told of pointers on an element. @param {import("node:test").TestContext} context @param {string} [touchAction] */
function dragged(context, touchAction = "none") {
  const browser = { HTMLElement: class {}, SVGElement: class {}, getComputedStyle: () => ({ touchAction }) };
  Object.assign(globalThis, browser);
  context.after(() => Object.keys(browser).forEach((one) => Reflect.deleteProperty(globalThis, one)));
  const element = Object.assign(new EventTarget(), { setPointerCapture() {} });
  /** @type {string[]} */
  const told = [];
  onDrag(
    /** @type {Element} */ (/** @type {unknown} */ (element)),
    {
      press: () => told.push("press"),
      move: (dx, dy) => told.push(`${dx},${dy}`),
      release: () => told.push("release"),
    },
    new AbortController().signal,
  );
  /** @param {string} type @param {Partial<PointerEvent>} [event] */
  const send = (type, event = {}) =>
    element.dispatchEvent(Object.assign(new Event(type), { pointerId: 1, button: 0, clientX: 0, clientY: 0, pointerType: "mouse", ...event }));
  return { told, send };
}

for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
  test(`a hand is let go once by ${end}, and another takes hold after it`, (context) => {
    const { told, send } = dragged(context);
    send("pointerdown");
    send("pointermove", { clientX: 3, clientY: -4 });
    send(end);
    send("lostpointercapture");
    send("pointermove", { clientX: 9 });
    assert.deepEqual(told, ["press", "3,-4", "release"]);
    send("pointerdown", { pointerId: 2 });
    send("pointerup", { pointerId: 2 });
    assert.deepEqual(told.slice(3), ["press", "release"]);
  });
}

test("a second pointer and another button take no hold and end none", (context) => {
  const { told, send } = dragged(context);
  send("pointerdown", { button: 2 });
  send("pointerdown");
  send("pointerdown", { pointerId: 2 });
  send("pointermove", { pointerId: 2, clientX: 5 });
  send("pointerup", { pointerId: 2 });
  assert.deepEqual(told, ["press"]);
});

test("a finger on what lies moves nothing until it has gone sideways", (context) => {
  const { told, send } = dragged(context, "pan-y");
  const touch = { pointerType: "touch" };
  send("pointerdown", touch);
  send("pointermove", { ...touch, clientX: 5, clientY: -40 });
  send("pointercancel", touch);
  assert.deepEqual(told, ["press", "release"]);
  send("pointerdown", touch);
  send("pointermove", { ...touch, clientX: 12, clientY: -3 });
  assert.deepEqual(told.slice(2), ["press", "12,-3"]);
});

test("Home and End lead to the lower and the upper end", () => {
  const element = /** @type {Element} */ (/** @type {unknown} */ (new EventTarget()));
  /** @type {(number | number[])[]} */
  const seen = [];
  onKeys(element, (step) => seen.push(step), new AbortController().signal, (end) => seen.push(end));
  for (const key of ["Home", "End", "PageUp"]) element.dispatchEvent(Object.assign(new Event("keydown"), { key }));
  assert.deepEqual(seen, [0, 1, [0, 1]]);
});
