/**
 * Drawings of a page, with the looks that style sheets give them written into them.
 */

import { svg } from "../parts/dom.js";
import { edges, exact, fonts, painted } from "./paint.js";

/** @typedef {import("./paint.js").Box} Box */

/** What a drawing's parts take from style sheets, and what goes without saying. */
const DRAWN = {
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "paint-order": "normal",
  "vector-effect": "none",
  "fill-rule": "nonzero",
  opacity: "1",
};
const WRITTEN = { "text-anchor": "start", "dominant-baseline": "auto" };

/**
 * A drawing with its looks written into it.
 * @param {SVGSVGElement} element
 * @param {CSSStyleDeclaration} style
 * @param {Box} box where it stands
 */
export function drawing(element, style, box) {
  const drawn = svg("svg", {
    ...edges(box),
    overflow: style.overflow === "visible" ? "visible" : "hidden",
    ...(element.hasAttribute("viewBox") ? { viewBox: /** @type {string} */ (element.getAttribute("viewBox")) } : {}),
    ...(element.hasAttribute("preserveAspectRatio")
      ? { preserveAspectRatio: /** @type {string} */ (element.getAttribute("preserveAspectRatio")) }
      : {}),
  });
  if (style.opacity !== "1") drawn.setAttribute("opacity", style.opacity);
  for (const child of element.children) dressed(child, drawn);
  return drawn;
}

/** Which attributes place and shape what is drawn; the rest is for the page alone. */
const SHAPES = new Set(
  ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "d", "points", "width", "height", "transform", "viewBox"].concat(
    ["id", "href", "xlink:href", "offset", "dx", "dy", "rotate", "textLength", "lengthAdjust", "preserveAspectRatio", "gradientUnits"],
    ["gradientTransform", "spreadMethod", "clipPathUnits", "markerWidth", "markerHeight", "refX", "refY", "orient", "markerUnits"],
    ["patternUnits", "patternTransform", "patternContentUnits"],
  ),
);
/** What is not drawn where it stands. */
const KEPT = new Set(["defs", "clipPath", "linearGradient", "radialGradient", "pattern", "marker", "mask", "stop"]);
/** What a stop of a gradient, or something that is cut, takes from style sheets. */
const REFERRED = ["clip-path", "mask", "marker-start", "marker-mid", "marker-end"];

/**
 * @param {Element} element
 * @param {SVGElement} into
 */
function dressed(element, into) {
  const style = getComputedStyle(element);
  const kept = KEPT.has(element.tagName) || element.closest("defs") !== null;
  if (!kept && (style.display === "none" || style.visibility === "hidden" || style.opacity === "0")) return;
  if (["title", "desc", "style", "script"].includes(element.tagName)) return;
  const made = /** @type {SVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", element.tagName));
  for (const { name, value } of element.attributes) if (SHAPES.has(name)) made.setAttribute(name, value);
  // What a style sheet or a style has moved stands where it is seen.
  if (!element.hasAttribute("transform") && style.transform !== "none") made.setAttribute("transform", style.transform);
  if (element.tagName === "circle") made.setAttribute("r", exact(parseFloat(style.getPropertyValue("r")) || 0));
  for (const name of REFERRED) {
    const value = style.getPropertyValue(name);
    if (value && value !== "none") made.setAttribute(name, value.replace(/url\("?[^#"]*(#[^")]*)"?\)/, "url($1)"));
  }
  if (element instanceof SVGStopElement) {
    const stop = painted(style.stopColor);
    made.setAttribute("stop-color", stop.colour);
    made.setAttribute("stop-opacity", String(stop.opacity * Number(style.stopOpacity)));
  } else if (element instanceof SVGGeometryElement || element instanceof SVGTextContentElement) look(element, style, made);
  else if (style.opacity !== "1") made.setAttribute("opacity", style.opacity);
  for (const child of element.childNodes) {
    if (child instanceof Element) dressed(child, made);
    else if (child instanceof Text && element instanceof SVGTextContentElement) made.append(child.data);
  }
  const shapeless = element instanceof SVGGeometryElement && made.getAttribute("fill") === "none" && !made.getAttribute("stroke");
  if (!shapeless || kept) into.append(made);
}

/**
 * @param {SVGElement} element
 * @param {CSSStyleDeclaration} style
 * @param {SVGElement} made
 */
function look(element, style, made) {
  for (const [name, usual] of Object.entries(DRAWN)) {
    const value = style.getPropertyValue(name);
    if (value !== usual) made.setAttribute(name, value);
  }
  made.setAttribute("fill", "none");
  /** @param {"fill" | "stroke"} kind */
  const paint = (kind) => {
    const value = style[kind];
    if (value.startsWith("url(")) made.setAttribute(kind, value.replace(/url\("?[^#"]*(#[^")]*)"?\)/, "url($1)"));
    else if (value !== "none") {
      const { colour, opacity } = painted(value);
      const whole = opacity * Number(style[`${kind}Opacity`]);
      if (whole === 0) return;
      made.setAttribute(kind, colour);
      if (whole !== 1) made.setAttribute(`${kind}-opacity`, whole.toFixed(3));
    }
  };
  paint("fill");
  paint("stroke");
  if (!(element instanceof SVGTextContentElement)) return;
  if (element.childElementCount === 0 && element.textContent?.trim()) {
    made.setAttribute("textLength", exact(element.getComputedTextLength()));
    made.setAttribute("lengthAdjust", "spacingAndGlyphs");
  }
  for (const [name, value] of Object.entries(fonts(style))) made.setAttribute(name, value);
  for (const [name, usual] of Object.entries(WRITTEN)) {
    const value = style.getPropertyValue(name);
    if (value !== usual) made.setAttribute(name, value);
  }
}

