/**
 * A picture of what is on screen, as SVG: boxes, words and drawings where the browser has laid
 * them out, with the looks that its style sheets gave them. Nothing in it needs a browser's
 * layout again, so that slides and drawing programs open it as well.
 */

import { svg } from "../parts/dom.js";
import { behind, boxes, outline } from "./boxes.js";
import { drawing } from "./drawing.js";
import { edges, exact, fill, fonts, measured, painted, shrunk, stroke, within } from "./paint.js";

/** @typedef {import("./paint.js").Box} Box */
/** @typedef {{ title: string, link: string }} About */

/** What works a figure and is no part of its picture. */
const BUTTONS = ".tools, .player";
/** White space around a picture, in pixels. */
const MARGIN = 12;

const METADATA = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";

/**
 * @param {Element} root
 * @param {About} about
 * @returns {SVGSVGElement}
 */
export function snapshot(root, { title, link }) {
  const { left, top, width, height } = extent(root);
  const size = [width + 2 * MARGIN, height + 2 * MARGIN].map(Math.ceil);
  const origin = { left: left - MARGIN, top: top - MARGIN };
  const ids = { next: 0 };
  const defs = svg("defs");
  const name = svg("title");
  name.textContent = title;
  const description = svg("desc");
  description.textContent = link;
  const ground = painted(groundOf(root));
  const picture = svg(
    "svg",
    { width: `${size[0]}`, height: `${size[1]}`, viewBox: `0 0 ${size.join(" ")}` },
    name,
    description,
    source(link),
    defs,
    svg("rect", { width: "100%", height: "100%", fill: ground.colour }),
  );
  copy(root, picture, { origin, defs, ids });
  return picture;
}

/**
 * The part of the page that a figure takes, without the buttons above and below it.
 * @param {Element} root
 * @returns {Box}
 */
function extent(root) {
  const parts = [...root.children].filter((part) => !part.matches(BUTTONS) && shown(part));
  const boxes = (parts.length ? parts : [root]).map((part) => part.getBoundingClientRect());
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  return {
    left,
    top,
    width: Math.max(...boxes.map(({ right }) => right)) - left,
    height: Math.max(...boxes.map(({ bottom }) => bottom)) - top,
  };
}

/** @param {Element} element */
function shown(element) {
  if (getComputedStyle(element).display === "contents") return true; // its children have boxes
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 1 || height > 1;
}

/** Where a picture comes from, as programs read it. @param {string} link */
function source(link) {
  const metadata = svg("metadata");
  const [rdf, about] = ["RDF", "Description"].map((tag) => document.createElementNS(METADATA, `rdf:${tag}`));
  const from = document.createElementNS(DUBLIN_CORE, "dc:source");
  from.textContent = link;
  about.append(from);
  rdf.append(about);
  metadata.append(rdf);
  return metadata;
}

/** The first ground on the way up that is painted. @param {Element} element @returns {string} */
function groundOf(element) {
  /** @type {Element | null} */
  let at = element;
  while (at) {
    const ground = getComputedStyle(at).backgroundColor;
    if (painted(ground).opacity === 1) return ground;
    const { parentNode } = /** @type {Element} */ (at);
    at = parentNode instanceof ShadowRoot ? parentNode.host : /** @type {Element | null} */ (at.parentElement);
  }
  return "Canvas";
}

/** @typedef {{ origin: Pick<Box, "left" | "top">, defs: SVGDefsElement, ids: { next: number } }} Place */

/**
 * @param {Element} element
 * @param {SVGElement} into
 * @param {Place} place
 */
function copy(element, into, place) {
  if (element.matches(BUTTONS)) return;
  const style = getComputedStyle(element);
  const box = within(element.getBoundingClientRect(), place);
  if (!shown(element)) {
    if (element.checkVisibility({ opacityProperty: true })) behind(element, box, into, place);
    return;
  }
  if (element instanceof SVGSVGElement) {
    boxes(style, box, into, place);
    into.append(drawing(element, style, box));
    return;
  }
  const target = layer(element, style, box, into, place);
  boxes(style, box, target, place);
  if (!element.matches(":focus-visible")) outline(style, box, target);
  behind(element, box, target, place);
  if (element instanceof HTMLCanvasElement) {
    target.append(image(element.toDataURL(), box));
    return;
  }
  if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) {
    field(element, style, box, target);
    return;
  }
  const children = element.shadowRoot ?? element;
  for (const child of children.childNodes) {
    if (child instanceof Element) copy(child, target, place);
    else if (child instanceof Text) words(child, style, target, place);
  }
}

/**
 * Where an element's parts are drawn: among those before, or in a group of their own if it is
 * faint or cuts off what does not fit.
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {Box} box
 * @param {SVGElement} into
 * @param {Place} place
 */
function layer(element, style, box, into, { defs, ids }) {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
  const cuts = style.overflowX !== "visible" && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1);
  if (style.opacity === "1" && !cuts) return into;
  const group = svg("g", style.opacity === "1" ? {} : { opacity: style.opacity });
  if (cuts) {
    const id = `clip-${++ids.next}`;
    defs.append(svg("clipPath", { id }, svg("rect", edges(box))));
    group.setAttribute("clip-path", `url(#${id})`);
  }
  into.append(group);
  return group;
}

/**
 * The words of a text, a line of them at a time.
 * @param {Text} text
 * @param {CSSStyleDeclaration} style
 * @param {SVGElement} into
 * @param {Place} place
 */
function words(text, style, into, place) {
  for (const { letters, box } of lines(text)) {
    const shown = style.textTransform === "uppercase" ? letters.toUpperCase() : letters;
    into.append(written(shown, style, within(box, place)));
  }
}

/**
 * @param {string} letters
 * @param {CSSStyleDeclaration} style
 * @param {Box} box
 */
function written(letters, style, box) {
  const { ascent, descent } = measured(style);
  const base = box.top + (box.height - ascent - descent) / 2 + ascent;
  const text = svg("text", {
    x: exact(box.left),
    y: exact(base),
    textLength: exact(box.width),
    lengthAdjust: "spacingAndGlyphs",
    ...fonts(style),
    ...fill(painted(style.color)),
  });
  if (style.textDecorationLine !== "none") text.setAttribute("text-decoration", style.textDecorationLine);
  text.textContent = letters;
  return text;
}

/** @param {Text} text @returns {{ letters: string, box: Box }[]} */
function lines(text) {
  if (!text.data.trim()) return [];
  const range = document.createRange();
  /** @type {{ letters: string, box: Box }[]} */
  const found = [];
  let [at, blank] = [0, ""];
  for (const letter of text.data) {
    range.setStart(text, at);
    range.setEnd(text, (at += letter.length));
    const boxes = range.getClientRects();
    const box = boxes[boxes.length - 1];
    const last = found[found.length - 1];
    if (!/\S/.test(letter)) blank = box?.width ? " " : blank;
    else if (!box?.width) {
      if (last) last.letters += letter; // a mark over the letter before
    } else {
      if (last && Math.abs(box.top - last.box.top) < box.height / 2) {
        last.letters += blank + letter;
        last.box.width = box.right - last.box.left;
      } else {
        found.push({ letters: letter, box: { left: box.left, top: box.top, width: box.width, height: box.height } });
      }
      blank = "";
    }
  }
  return found;
}

/**
 * A field of a form: what it holds.
 * @param {HTMLInputElement | HTMLSelectElement} element
 * @param {CSSStyleDeclaration} style
 * @param {Box} box
 * @param {SVGElement} into
 */
function field(element, style, box, into) {
  if (element instanceof HTMLInputElement && element.type === "range") return;
  if (element instanceof HTMLInputElement && element.type === "checkbox") {
    const ink = painted(style.accentColor === "auto" ? style.color : style.accentColor);
    const inner = shrunk(box, 1);
    into.append(svg("rect", { ...edges(inner), rx: "2", ...(element.checked ? fill(ink) : { fill: "none" }), ...stroke(ink, 1) }));
    return;
  }
  const letters = element instanceof HTMLSelectElement ? (element.selectedOptions[0]?.text ?? "") : element.value;
  if (!letters) return;
  const { context } = measured(style);
  const width = Math.min(context.measureText(letters).width, box.width);
  const left = box.left + parseFloat(style.paddingLeft) + parseFloat(style.borderLeftWidth);
  into.append(written(letters, style, { ...box, left, width }));
}

/**
 * @param {string} data
 * @param {Box} box
 */
function image(data, box) {
  return svg("image", { ...edges(box), href: data, preserveAspectRatio: "none" });
}

