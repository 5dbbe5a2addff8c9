/**
 * Boxes of a page: their grounds, frames, gradients, and what style sheets put before and after.
 */

import { svg } from "../parts/dom.js";
import { edges, exact, fill, painted, shrunk, stroke } from "./paint.js";

/** @typedef {import("./paint.js").Box} Box */
/** @typedef {import("./snapshot.js").Place} Place */

const SIDES = /** @type {const} */ (["Top", "Right", "Bottom", "Left"]);

/**
 * Ground and frame of a box.
 * @param {CSSStyleDeclaration} style
 * @param {Box} box
 * @param {SVGElement} into
 * @param {Place} place
 */
export function boxes(style, box, into, place) {
  if (!(box.width > 0 && box.height > 0)) {
    if (parseFloat(style.borderTopWidth) === 0 && parseFloat(style.borderLeftWidth) === 0) return;
  }
  const radius = Math.min(parseFloat(style.borderTopLeftRadius) || 0, box.width / 2, box.height / 2);
  /** @type {Record<string, string>} */
  const round = radius ? { rx: exact(radius) } : {};
  const ground = painted(style.backgroundColor);
  if (ground.opacity) into.append(svg("rect", { ...edges(box), ...round, ...fill(ground) }));
  const gradient = gradientOf(style, box, place);
  if (gradient) into.append(svg("rect", { ...edges(gradient.box), ...round, fill: gradient.fill }));
  for (const { inset, spread, paint } of frames(style)) {
    const by = inset ? spread / 2 : -spread / 2;
    into.append(svg("rect", { ...edges(shrunk(box, by)), ...round, fill: "none", ...stroke(paint, spread) }));
  }
  const sides = SIDES.map((side) => ({
    width: style[`border${side}Style`] === "none" ? 0 : parseFloat(style[`border${side}Width`]),
    style: style[`border${side}Style`],
    paint: painted(style[`border${side}Color`]),
  }));
  const [first] = sides;
  if (sides.every((side) => side.width === first.width && side.style === first.style && side.paint.colour === first.paint.colour)) {
    if (!first.width || !first.paint.opacity) return;
    into.append(
      svg("rect", { ...edges(shrunk(box, first.width / 2)), ...round, fill: "none", ...stroke(first.paint, first.width), ...dashes(first) }),
    );
    return;
  }
  const [left, top, right, bottom] = [box.left, box.top, box.left + box.width, box.top + box.height];
  const inner = [left + sides[3].width, top + sides[0].width, right - sides[1].width, bottom - sides[2].width];
  /** @type {[number, number][]} */
  const corners = [[left, top], [right, top], [right, bottom], [left, bottom]];
  /** @type {[number, number][]} */
  const within = [[inner[0], inner[1]], [inner[2], inner[1]], [inner[2], inner[3]], [inner[0], inner[3]]];
  sides.forEach((side, k) => {
    if (!side.width || !side.paint.opacity) return;
    const next = (k + 1) % 4;
    const [from, to] = [corners[k], corners[next]].map((corner, end) => middle(corner, within[[k, next][end]]));
    const plain = side.style === "dashed" || side.style === "dotted";
    into.append(
      plain
        ? svg("path", { d: `M${spot(from)}L${spot(to)}`, ...stroke(side.paint, side.width), ...dashes(side) })
        : svg("path", { d: `M${[corners[k], corners[next], within[next], within[k]].map(spot).join("L")}Z`, ...fill(side.paint) }),
    );
  });
}

/**
 * A line around a box, outside of it.
 * @param {CSSStyleDeclaration} style
 * @param {Box} box
 * @param {SVGElement} into
 */
export function outline(style, box, into) {
  const [width, apart] = [parseFloat(style.outlineWidth), parseFloat(style.outlineOffset)];
  const paint = painted(style.outlineColor);
  if (style.outlineStyle === "none" || !width || !paint.opacity) return;
  const radius = (parseFloat(style.borderTopLeftRadius) || 0) + apart + width / 2;
  into.append(svg("rect", { ...edges(shrunk(box, -apart - width / 2)), rx: exact(radius), fill: "none", ...stroke(paint, width) }));
}

/** @param {[number, number]} a @param {[number, number]} b @returns {[number, number]} */
function middle(a, b) {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** @param {[number, number]} point */
function spot(point) {
  return point.map(exact).join(" ");
}

/** @param {{ style: string, width: number }} side @returns {Record<string, string>} */
function dashes({ style, width }) {
  if (style === "dashed") return { "stroke-dasharray": `${3 * width} ${2 * width}` };
  return style === "dotted" ? { "stroke-dasharray": `0 ${2 * width}`, "stroke-linecap": "round" } : {};
}

/**
 * Frames that are drawn as shadows without blur or offset.
 * @param {CSSStyleDeclaration} style
 */
function frames({ boxShadow }) {
  const shadows = boxShadow.matchAll(/(\w+\([^()]*\))((?: -?[\d.]+px){4})( inset)?/g);
  return [...shadows].flatMap(([, colour, lengths, inset]) => {
    const [x, y, blur, spread] = lengths.trim().split(" ").map(parseFloat);
    return x || y || blur || spread <= 0 ? [] : [{ inset: Boolean(inset), spread, paint: painted(colour) }];
  });
}

/**
 * A box's gradient, and the part of the box that it fills.
 * @param {CSSStyleDeclaration} style
 * @param {Box} box
 * @param {Place} place
 */
function gradientOf(style, box, { defs, ids }) {
  const parsed = /^(repeating-)?linear-gradient\((.*)\)$/.exec(style.backgroundImage);
  if (!parsed) return null;
  const filled = sized(style, box);
  const parts = parsed[2].split(/,(?![^(]*\))/).map((part) => part.trim());
  const turn = /^(-?[\d.]+)deg$/.exec(parts[0]);
  const angle = turn ? (Number(turn[1]) * Math.PI) / 180 : Math.PI;
  const [dx, dy] = [Math.sin(angle), -Math.cos(angle)];
  const long = Math.abs(filled.width * dx) + Math.abs(filled.height * dy);
  const stops = parts.slice(turn ? 1 : 0).flatMap((part) => {
    const [, colour, at = ""] = /** @type {RegExpExecArray} */ (/^(\w+\([^()]*\)|#?\w+)(.*)$/.exec(part));
    const places = at.trim() ? at.trim().split(" ") : [""];
    return places.map((text) => ({ paint: painted(colour), at: text }));
  });
  /** @param {string} text @param {number} k */
  const along = (text, k) => {
    if (!text) return (k / Math.max(1, stops.length - 1)) * long;
    return text.endsWith("%") ? (parseFloat(text) / 100) * long : parseFloat(text);
  };
  const ends = stops.map(({ at }, k) => along(at, k));
  const reach = parsed[1] ? ends[ends.length - 1] : long;
  const [x, y] = [filled.left + filled.width / 2 - (dx * long) / 2, filled.top + filled.height / 2 - (dy * long) / 2];
  const id = `gradient-${++ids.next}`;
  defs.append(
    svg(
      "linearGradient",
      {
        id,
        gradientUnits: "userSpaceOnUse",
        ...(parsed[1] ? { spreadMethod: "repeat" } : {}),
        ...{ x1: exact(x), y1: exact(y), x2: exact(x + dx * reach), y2: exact(y + dy * reach) },
      },
      ...stops.map(({ paint }, k) =>
        svg("stop", { offset: String(reach ? ends[k] / reach : 0), "stop-color": paint.colour, "stop-opacity": `${paint.opacity}` }),
      ),
    ),
  );
  return { box: filled, fill: `url(#${id})` };
}

/**
 * The part of a box that a background of another size fills.
 * @param {CSSStyleDeclaration} style
 * @param {Box} box
 * @returns {Box}
 */
function sized({ backgroundSize, backgroundPositionX }, box) {
  const size = /^([\d.]+)% 100%$/.exec(backgroundSize);
  if (!size) return box;
  const width = (Number(size[1]) / 100) * box.width;
  return { ...box, width, left: box.left + (parseFloat(backgroundPositionX) / 100) * (box.width - width) };
}

/**
 * Marks that style sheets put before and after what an element holds, where they have a place
 * of their own.
 * @param {Element} element
 * @param {Box} box
 * @param {SVGElement} into
 * @param {Place} place
 */
export function behind(element, box, into, place) {
  for (const pseudo of ["::before", "::after"]) {
    const style = getComputedStyle(element, pseudo);
    if (["none", "normal"].includes(style.content) || style.position !== "absolute") continue;
    if (style.visibility !== "visible") continue; // which it may be on what is not
    const [left, top, width, height] = [style.left, style.top, style.width, style.height].map(parseFloat);
    const border = style.boxSizing === "border-box" ? 0 : 1;
    const across = border * (parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth));
    const down = border * (parseFloat(style.borderTopWidth) + parseFloat(style.borderBottomWidth));
    boxes(style, { left: box.left + left, top: box.top + top, width: width + across, height: height + down }, into, place);
  }
}

