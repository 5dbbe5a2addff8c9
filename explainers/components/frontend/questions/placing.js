/**
 * An arrow or a point to place in a plane. It keeps to halves under a pointer; keys move it by
 * whole steps, and with Shift by tenths.
 */

import { html, set } from "../parts/dom.js";
import { numeral, numerals } from "../parts/format.js";
import { frameOf } from "../parts/geometry.js";
import { onDrag, onKeys } from "../parts/hands.js";
import { emptyScene } from "../parts/picture.js";
import { createPlane } from "../parts/plane.js";
import { within } from "../parts/points.js";
import * as words from "./words.js";

/** @typedef {import("../parts/geometry.js").Vec} Vec */
/** @typedef {import("./data.d.ts").Place} Place */

/** Which handle has the colour of what is placed. */
const HANDLES = /** @type {const} */ ({ push: "v", pull: "u", point: "x" });
/** Parts of one that a pointer keeps to. */
const PARTS = 2;
/** How far from a point its word stands, in parts of half a plane. */
const ASIDE = 0.14;
/** What keys move by, in what hands.js calls a step. */
const BY = 10;

/**
 * @param {Place} variant
 * @param {import("./kinds.js").Context} context
 * @returns {import("./kinds.js").Place}
 */
export function placing(variant, { signal, touched }) {
  const { space, role, name, half } = variant;
  const id = HANDLES[role];
  const plane = createPlane(space, [id], { plane: `${space} space`, [id]: name });
  const [{ element: handle }] = plane.handles;
  const base = baseOf(variant);
  let at = base;
  /** @type {Vec} */
  let start = base;
  let size = 0;
  let moved = false;
  plane.title.remove();
  const help = html("p", { class: "help" }, words.UNITS);
  const element = html("div", { class: "placing" }, plane.element, help);

  onDrag(handle, {
    press: () => {
      start = at;
      element.closest(".instrument")?.classList.add("held");
    },
    move: (dx, dy) => {
      const unit = (2 * half) / (size || 1);
      move([start[0] + dx * unit, start[1] - dy * unit].map((z) => Math.round(z * PARTS) / PARTS));
    },
    release: () => element.closest(".instrument")?.classList.remove("held"),
  }, signal);
  onKeys(handle, ([across, up]) => move([at[0] + BY * across, at[1] + BY * up].map((z) => Number(z.toFixed(1)))), signal);

  return {
    element,
    answer: () => (moved ? at : null),
    fit,
    put(answer) {
      at = /** @type {Vec} */ (answer);
      moved = true;
      draw();
    },
  };

  /** @param {number[]} to */
  function move(to) {
    at = /** @type {Vec} */ (to.map((z) => within(z, [-half, half]) + 0));
    moved = true;
    draw();
    touched();
  }

  /** @param {number} width */
  function fit(width) {
    if (width === size || width <= 0) return;
    size = width;
    draw();
  }

  function draw() {
    if (!size) return;
    const length = Math.hypot(at[0] - base[0], at[1] - base[1]);
    const text = words.placed(name, moved ? numerals(at) : "?");
    const scene = sceneOf(variant, size);
    const shown = isSpot(variant)
      ? { ...scene, moved: moved ? at : null, marks: moved ? [besideOf(variant, at, name)] : [] }
      : { ...scene, arrows: [{ id: role === "point" ? /** @type {const} */ ("ghost") : role, from: base, to: at, label: moved ? name : "", length }] };
    plane.draw({
      ...shown,
      handles: [{ id, at, value: length, largest: 2 * half, text: at.map((z) => numeral(z)).join(", ") }],
      caption: text,
    });
    set(handle, "aria-label", name);
  }
}

/** Whether a point is placed that no arrow leads to. @param {Place} variant */
export function isSpot({ role, given }) {
  return role === "point" && given.length === 0;
}

/** A word beside a point. @param {Place} variant @param {Vec} at @param {string} text */
export function besideOf({ half }, [x, y], text) {
  return { at: /** @type {Vec} */ ([x, y + (y > 0 ? -ASIDE : ASIDE) * half]), text };
}

/** Where arrows begin. @param {Place} variant @returns {Vec} */
export function baseOf({ given }) {
  return given[0]?.at ?? [0, 0];
}

/**
 * The plane with what is given in it, before anything is placed.
 * @param {Place} variant
 * @param {number} size of the plane, in pixels
 */
export function sceneOf(variant, size) {
  const { axes, half, given } = variant;
  return {
    ...emptyScene(frameOf({ cx: 0, cy: 0, half }, size, false)),
    axes,
    grid: squares(half, size),
    point: baseOf(variant),
    pointLabel: given[0]?.name ?? "0",
  };
}

/**
 * Lines through the whole numbers, in tenths of a pixel.
 * @param {number} half
 * @param {number} size
 */
function squares(half, size) {
  const most = Math.floor(half);
  const lines = Array.from({ length: 2 * most + 1 }, (_, k) => Math.round(((k - most + half) / (2 * half)) * size * 10));
  return lines.map((z) => `M${z} 0V${size * 10}M0 ${z}H${size * 10}`).join("");
}
