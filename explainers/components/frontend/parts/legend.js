/**
 * The line under a figure that names what it draws. Beside its words each entry has a sample
 * with the looks of its mark as they are now, and leaves with it.
 */

import { html, set, show, svg } from "./dom.js";
import { arrowPaths } from "./geometry.js";

/**
 * @typedef {object} Entry
 * @property {string} mark selects in the figure what is named; of several, parted by commas,
 *   each is shown once
 * @property {string} words
 * @property {string} [sample] of what is no plain line, dot or bar: a path in 32 × 12 pixels
 * @property {string} [letters] to show in the looks of the mark, of what is written
 */

/** @typedef {CSSStyleDeclaration} Style */

const [WIDTH, HEIGHT] = [32, 12];
const MIDDLE = HEIGHT / 2;
const LINE = `M1 ${MIDDLE}H${WIDTH - 1}`;
const AREA = `M8 0.5H${WIDTH - 8}V${HEIGHT - 0.5}H8Z`;
const ARROW = arrowPaths([0, MIDDLE], [WIDTH, MIDDLE]);
/** Largest radius of a circle in a sample. */
const ROUND = 5;
/** So many tones of one mark stand beside one another in a sample. */
const TONES = 2;

const PAINT = /** @type {const} */ (["fill", "fillOpacity", "stroke", "strokeOpacity", "strokeLinecap", "opacity"]);
const SIDES = /** @type {const} */ (["borderTop", "borderRight", "borderBottom", "borderLeft"]);
const BOX = /** @type {const} */ (["background", "borderRadius", "boxShadow", "opacity"]);

/** @param {HTMLElement} root of the figure */
export function createLegend(root) {
  const element = html("ul", { class: "legend", "aria-label": "Legend" });
  /** @type {Map<string, ReturnType<typeof createItem>>} */
  const items = new Map();
  let listed = "";

  return { element, draw };

  /**
   * Names what is drawn now.
   * @param {Entry[]} entries
   */
  function draw(entries) {
    const found = entries.flatMap((entry) => {
      const marks = entry.mark.split(", ").map((mark) => [...root.querySelectorAll(mark)].filter(drawn));
      return marks.some(({ length }) => length) ? [{ entry, marks }] : [];
    });
    const now = found.map(({ entry, marks }) => {
      const item = items.get(entry.words) ?? createItem(entry);
      items.set(entry.words, item);
      item.draw(marks);
      return item.element;
    });
    const names = found.map(({ entry }) => entry.words).join("\n");
    if (names === listed) return;
    listed = names;
    element.replaceChildren(...now);
    show(element, now.length > 0);
  }
}

/** @param {Entry} entry */
function createItem({ mark, words, sample, letters }) {
  const place = html("span", { class: "sample", "aria-hidden": "true" });
  const kind = html("span", { class: "spoken" });
  let looks = "";
  return {
    element: html("li", { "data-mark": mark }, place, html("span", {}, kind, words)),
    /** @param {Element[][]} marks of each kind */
    draw(marks) {
      const tones = marks.length === 1 ? TONES : 1;
      const made = marks.flatMap((same) => distinct(same.map((mark) => sampleOf(mark, sample, letters)), tones));
      const now = made.map(({ outerHTML }) => outerHTML).join("");
      if (now === looks) return;
      looks = now;
      place.replaceChildren(...made);
      const said = sample || letters ? "" : kindOf(marks.flat()[0]);
      set(kind, "text", said && `${said}: `);
    },
  };
}

/**
 * Whether there is something of a mark to be seen.
 * @param {Element} mark
 */
export function drawn(mark) {
  if (!mark.checkVisibility({ visibilityProperty: true })) return false;
  if (mark instanceof SVGPathElement) return Boolean(mark.getAttribute("d"));
  if (mark instanceof SVGGElement) return [...mark.children].every((part) => part.getAttribute("d") !== "");
  const { width, height } = mark.getBoundingClientRect();
  return width > 0 && height > 0;
}

/**
 * @param {Element[]} samples
 * @param {number} most
 */
function distinct(samples, most) {
  const looks = new Map(samples.map((sample) => [sample.outerHTML, sample]));
  return [...looks.values()].slice(0, most);
}

/**
 * @param {Element} mark
 * @param {string} [path]
 * @param {string} [letters]
 */
function sampleOf(mark, path, letters) {
  if (letters) return written(mark, letters);
  if (mark instanceof SVGElement) {
    return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: String(WIDTH), height: String(HEIGHT) }, ...shapes(mark, path));
  }
  return box(/** @type {HTMLElement} */ (mark));
}

/**
 * @param {SVGElement} mark
 * @param {string} [path]
 * @returns {SVGElement[]}
 */
function shapes(mark, path) {
  if (mark instanceof SVGGElement) {
    const [shaft, head] = /** @type {SVGGraphicsElement[]} */ ([...mark.children]);
    return [painted(shaft, ARROW.shaft), painted(head, ARROW.head)];
  }
  const shape = /** @type {SVGGraphicsElement} */ (mark);
  if (shape instanceof SVGCircleElement) {
    const radius = Math.min(ROUND, parseFloat(getComputedStyle(shape).getPropertyValue("r")) * scaleOf(shape));
    const made = svg("circle", { cx: String(WIDTH / 2), cy: String(MIDDLE), r: radius.toFixed(1) });
    return [dressed(made, shape)];
  }
  const { stroke } = getComputedStyle(shape);
  return [painted(shape, path ?? (stroke === "none" ? AREA : LINE))];
}

/**
 * @param {SVGGraphicsElement} mark
 * @param {string} d
 */
function painted(mark, d) {
  return dressed(svg("path", { d }), mark);
}

/**
 * @template {SVGElement} T
 * @param {T} sample
 * @param {SVGGraphicsElement} mark
 */
function dressed(sample, mark) {
  const style = getComputedStyle(mark);
  const scale = scaleOf(mark);
  for (const name of PAINT) sample.style[name] = style[name];
  sample.style.strokeWidth = `${(scale * parseFloat(style.strokeWidth)).toFixed(1)}px`;
  const dashes = dashesOf(style);
  if (dashes.length) sample.style.strokeDasharray = dashes.map((z) => (scale * z).toFixed(1)).join(" ");
  return sample;
}

/** @param {HTMLElement} mark */
function box(mark) {
  const style = getComputedStyle(mark);
  const made = html("span", { class: "box" });
  for (const name of BOX) made.style[name] = style[name];
  for (const name of SIDES) if (parseFloat(style[`${name}Width`])) made.style[name] = style[name];
  // Borders that meet in a point are a triangle, around nothing.
  if (style.width === "0px") made.style.width = made.style.height = "0";
  return made;
}

/**
 * @param {Element} mark
 * @param {string} letters
 */
function written(mark, letters) {
  const { color, fill, textDecoration } = getComputedStyle(mark);
  const made = html("b", {}, letters);
  made.style.color = mark instanceof SVGElement ? fill : color;
  made.style.textDecoration = textDecoration;
  return made;
}

/** Pixels for a unit of what a mark is drawn in. @param {SVGGraphicsElement} mark */
function scaleOf(mark) {
  return mark.getCTM()?.a ?? 1;
}

/** @param {Style} style */
function dashesOf({ strokeDasharray }) {
  return strokeDasharray === "none" ? [] : strokeDasharray.split(",").map(parseFloat);
}

/**
 * What a sample is, for those who hear it.
 * @param {Element} mark
 */
function kindOf(mark) {
  if (!(mark instanceof SVGElement)) return "";
  const style = getComputedStyle(mark instanceof SVGGElement ? mark.children[0] : mark);
  if (mark instanceof SVGCircleElement) return style.strokeWidth !== "0px" && style.stroke !== "none" ? "ring" : "dot";
  if (style.stroke === "none") return "";
  const [dash] = dashesOf(style);
  const line = dash === undefined ? "solid" : dash <= parseFloat(style.strokeWidth) ? "dotted" : "dashed";
  return `${line} ${mark instanceof SVGGElement ? "arrow" : "line"}`;
}
