/**
 * The line under a figure that names what it draws. Beside its words each entry has a sample
 * with the looks of its mark as they are now, and leaves with it.
 */

import { html, set, show, svg } from "./dom.js";
import { arrowPaths } from "./geometry.js";
import { withTerms } from "./terms.js";

/**
 * @typedef {object} Entry
 * @property {string} mark selects in the figure what is named; of several, parted by commas,
 *   each is shown once
 * @property {string} words with links to the glossary as Markdown has them
 * @property {string} sample what is no plain line, circle or bar: a name in SAMPLES, or letters
 */

/** @typedef {CSSStyleDeclaration} Style */

/** Milliseconds between two pictures, if the figure is not about to move on; a legend follows then. */
const REST = 100;

/** A line is as wide as a sample; what is round or filled needs less, in its middle. */
const [WIDTH, NARROW, HEIGHT] = [32, 16, 12];
const MIDDLE = HEIGHT / 2;
const LINE = `M1 ${MIDDLE}H${WIDTH - 1}`;
const AREA = `M9 1H23V${HEIGHT - 1}H9Z`;
/** @type {Record<string, string>} */
const SINGLE = {
  diamond: `M16 0.5L21.5 ${MIDDLE}L16 11.5L10.5 ${MIDDLE}Z`,
  cross: "M11.5 1.5L20.5 10.5M11.5 10.5L20.5 1.5",
  triangle: "M16 1L22 11H10Z",
  ring: `M12 ${MIDDLE}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0`,
};
/** @type {Record<string, string>} */
const SAMPLES = {
  ...SINGLE,
  dots: `M6 ${MIDDLE}h0m10 0h0m10 0h0`,
  rings: `M3.4 ${MIDDLE}a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0m10 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0m10 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0`,
};
const ARROW = arrowPaths([0, MIDDLE], [WIDTH, MIDDLE]);
/** Largest radius of a circle in a sample. */
const ROUND = 5;

const PAINT = /** @type {const} */ (["fill", "fillOpacity", "stroke", "strokeOpacity", "strokeLinecap", "opacity"]);
const SIDES = /** @type {const} */ (["borderTop", "borderRight", "borderBottom", "borderLeft"]);
const BOX = /** @type {const} */ (["background", "borderRadius", "boxShadow", "opacity"]);

/**
 * Entries as a figure writes them, a line each: "selector | words" or "selector | words | sample".
 * @param {string} text
 * @returns {Entry[]}
 */
export function entriesOf(text) {
  return text.split("\n").filter(Boolean).map((line) => {
    const [mark, words, sample = ""] = line.split(" | ");
    return { mark, words, sample };
  });
}

/** @param {HTMLElement} root of the figure */
export function createLegend(root) {
  const element = html("ul", { class: "legend", "aria-label": "Legend" });
  /** @type {Map<string, ReturnType<typeof createItem>>} */
  const items = new Map();
  let [written, listed] = ["", ""];
  let before = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Entry[]} */
  let entries = [];

  return { element, draw, stop: () => clearTimeout(timer) };

  /**
   * Names what is drawn now: at once, or when a figure that plays has come to rest.
   * @param {string} text the entries
   */
  function draw(text) {
    clearTimeout(timer);
    const now = performance.now();
    if (now - before < REST) timer = setTimeout(() => name(text), REST);
    else name(text);
    before = now;
  }

  /** @param {string} text */
  function name(text) {
    if (text !== written) {
      written = text;
      entries = entriesOf(text);
      for (const words of items.keys()) if (!entries.some((entry) => entry.words === words)) items.delete(words);
    }
    const found = entries.flatMap((entry) => {
      const marks = entry.mark.split(", ").map((mark) => ends([...root.querySelectorAll(mark)]));
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
function createItem({ mark, words, sample }) {
  const place = html("span", { class: "legend-sample", "aria-hidden": "true" });
  const kind = html("span", { class: "spoken" });
  let looks = "";
  return {
    element: html("li", { "data-mark": mark }, place, html("span", {}, kind, ...withTerms(words))),
    /** @param {Element[][]} marks of each kind, the first and the last */
    draw(marks) {
      // A mark alone may have tones, of which two are shown.
      const shown = marks.length === 1 ? marks : marks.map((same) => same.slice(0, 1));
      const made = distinct(shown.flat().map((mark) => sampleOf(mark, sample)));
      const now = made.map(({ outerHTML }) => outerHTML).join("");
      if (now === looks) return;
      looks = now;
      place.replaceChildren(...made);
      const said = sample ? "" : kindOf(marks.flat()[0]);
      set(kind, "text", said && `${said}: `);
    },
  };
}

/**
 * Whether there is something of a mark to be seen.
 * @param {Element} mark
 */
export function drawn(mark) {
  // Chromium calls a shape visible that is not laid out, in a group that is not displayed.
  if (!mark.checkVisibility({ visibilityProperty: true }) || mark.getClientRects().length === 0) return false;
  if (mark instanceof SVGPathElement) return Boolean(mark.getAttribute("d"));
  if (mark instanceof SVGGElement) return [...mark.children].every((part) => part.getAttribute("d") !== "");
  const { width, height } = mark.getBoundingClientRect();
  return mark instanceof SVGElement ? width + height > 0 : width * height > 0;
}

/**
 * The first and the last of some marks that are drawn.
 * @param {Element[]} marks
 */
function ends(marks) {
  const first = marks.find(drawn);
  const last = marks.findLast(drawn);
  return first && last ? [first, ...(last === first ? [] : [last])] : [];
}

/** Samples that look alike stand once. @param {Element[]} samples */
function distinct(samples) {
  return [...new Map(samples.map((sample) => [sample.outerHTML, sample])).values()];
}

/**
 * @param {Element} mark
 * @param {string} sample
 */
function sampleOf(mark, sample) {
  const path = SAMPLES[sample];
  if (sample && !path) return written(mark, sample);
  if (mark instanceof SVGElement) {
    const made = shapes(mark, path);
    const narrow = made.some((shape) => shape instanceof SVGCircleElement || shape.getAttribute("d") === AREA) || sample in SINGLE;
    const width = narrow ? NARROW : WIDTH;
    const viewBox = `${(WIDTH - width) / 2} 0 ${width} ${HEIGHT}`;
    return svg("svg", { viewBox, width: String(width), height: String(HEIGHT) }, ...made);
  }
  return box(/** @type {HTMLElement} */ (mark));
}

/**
 * @param {SVGElement} mark
 * @param {string | undefined} path
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
  const { fill } = getComputedStyle(shape);
  return [painted(shape, path ?? (fill === "none" ? LINE : AREA))];
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
  const made = html("span");
  for (const name of BOX) made.style[name] = style[name];
  for (const name of SIDES) if (parseFloat(style[`${name}Width`])) made.style[name] = style[name];
  // A background may be drawn in a part of its place only.
  made.style.backgroundSize = "100% 100%";
  made.style.backgroundPosition = "0 0";
  if (style.outlineStyle !== "none") made.style.outline = style.outline;
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

/** Pixels for a unit of what a mark is stroked with. @param {SVGGraphicsElement} mark */
function scaleOf(mark) {
  return getComputedStyle(mark).vectorEffect === "non-scaling-stroke" ? 1 : (mark.getCTM()?.a ?? 1);
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
  if (style.stroke === "none" || style.fill !== "none") return "";
  const [dash] = dashesOf(style);
  const line = dash === undefined ? "solid" : dash <= parseFloat(style.strokeWidth) ? "dotted" : "dashed";
  return `${line} ${mark instanceof SVGGElement ? "arrow" : "line"}`;
}
