/**
 * Colours, letters and lengths of a style sheet, as every program reads them.
 */

/** @typedef {{ left: number, top: number, width: number, height: number }} Box */
/** @typedef {{ colour: string, opacity: number }} Paint */

const FONT = ["font-family", "font-size", "font-weight", "font-style"];

/** @type {Map<string, Paint>} */
const colours = new Map();
/** @type {CanvasRenderingContext2D | undefined} */
let trial;

function sheet() {
  trial ??= /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d", { willReadFrequently: true }));
  return trial;
}

/**
 * A colour of a style sheet as every program reads it.
 * @param {string} colour
 * @returns {Paint}
 */
export function painted(colour) {
  let known = colours.get(colour);
  if (!known) {
    const context = sheet();
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
    known = { colour: `#${hex}`, opacity: Math.round((alpha / 255) * 1000) / 1000 };
    colours.set(colour, known);
  }
  return known;
}

/** How far letters rise and fall, in pixels. @param {CSSStyleDeclaration} style */
export function measured(style) {
  const context = sheet();
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText("x");
  return { ascent, descent, context };
}

/** @param {CSSStyleDeclaration} style @returns {Record<string, string>} */
export function fonts(style) {
  return Object.fromEntries(FONT.map((name) => [name, style.getPropertyValue(name).replaceAll('"', "'")]).filter(([, value]) => value !== "normal"));
}

/** @param {Paint} paint @returns {Record<string, string>} */
export function fill({ colour, opacity }) {
  return { fill: colour, ...(opacity === 1 ? {} : { "fill-opacity": String(opacity) }) };
}

/** @param {Paint} paint @param {number} width @returns {Record<string, string>} */
export function stroke({ colour, opacity }, width) {
  return { stroke: colour, "stroke-width": exact(width), ...(opacity === 1 ? {} : { "stroke-opacity": String(opacity) }) };
}

/** @param {Box} box @param {{ origin: Pick<Box, "left" | "top"> }} place @returns {Box} */
export function within({ left, top, width, height }, { origin }) {
  return { left: left - origin.left, top: top - origin.top, width, height };
}

/** @param {Box} box @param {number} by @returns {Box} */
export function shrunk({ left, top, width, height }, by) {
  return { left: left + by, top: top + by, width: Math.max(0, width - 2 * by), height: Math.max(0, height - 2 * by) };
}

/** @param {Box} box */
export function edges({ left, top, width, height }) {
  return { x: exact(left), y: exact(top), width: exact(width), height: exact(height) };
}

/** A length to hundredths of a pixel. @param {number} length */
export function exact(length) {
  return String(Math.round(100 * length) / 100);
}
