/**
 * Buttons that save a picture, with the link of the state that it shows.
 */

import { html } from "../parts/dom.js";
import { annotated } from "./png.js";
import { snapshot } from "./snapshot.js";
import * as words from "./words.js";

/** @typedef {{ element: Element, title: string, file: string }} Subject */

/** A chart of Plotly's, once it is drawn. */
export const CHART = ".js-plotly-plot:has(.main-svg :is(path[d], text))";

const SVG_TYPE = "image/svg+xml";
/** Pixels of a PNG to one of the screen, and the longest side. */
const [DENSE, LONGEST] = [2, 8000];

/**
 * @param {string} label
 * @param {() => Subject | null} subject what is saved, when a button is pressed
 * @param {() => string} link of the state on screen
 * @param {AbortSignal} signal
 */
export function saving(label, subject, link, signal) {
  const said = html("span", { role: "status" });
  const buttons = /** @type {const} */ (["SVG", "PNG"]).map((kind) => {
    const button = html("button", { type: "button", "aria-label": words.as(label, kind) }, kind);
    button.addEventListener("click", () => void save(kind), { signal });
    return button;
  });
  return html("span", { class: "row saving", role: "group", "aria-label": label }, html("span", {}, label), ...buttons, said);

  /** @param {"SVG" | "PNG"} kind */
  async function save(kind) {
    const found = subject();
    said.textContent = found ? "" : words.NOTHING;
    if (!found) return;
    const about = { title: found.title, link: link() };
    const picture = snapshot(found.element, about);
    try {
      const blob = kind === "SVG" ? new Blob([text(picture)], { type: SVG_TYPE }) : await pixels(picture, about);
      download(blob, `${found.file}.${kind.toLowerCase()}`);
      said.textContent = words.saved(kind);
    } catch {
      said.textContent = words.FAILED;
    }
  }
}

/** @param {SVGSVGElement} picture */
function text(picture) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}`;
}

/**
 * @param {SVGSVGElement} picture
 * @param {import("./snapshot.js").About} about
 */
async function pixels(picture, { title, link }) {
  const { width, height } = picture.viewBox.baseVal;
  const dense = Math.min(DENSE, LONGEST / Math.max(width, height));
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = await letters();
  picture.prepend(style);
  const image = new Image();
  image.src = `data:${SVG_TYPE};charset=utf-8,${encodeURIComponent(text(picture))}`;
  await image.decode();
  const canvas = html("canvas", { width: String(Math.round(dense * width)), height: String(Math.round(dense * height)) });
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await /** @type {Promise<Blob | null>} */ (new Promise((done) => canvas.toBlob(done, "image/png")));
  if (!blob) throw new Error("the canvas gives no image");
  const plain = new Uint8Array(await blob.arrayBuffer());
  return new Blob([annotated(plain, { Title: title, Description: link })], { type: "image/png" });
}

/**
 * The page's own letters, which an image cannot fetch: rules of those that are in use, with
 * their files inside.
 */
async function letters() {
  const used = [...document.fonts].filter(({ status }) => status === "loaded").map(({ family }) => bare(family));
  const rules = [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules];
    } catch {
      return []; // of another origin
    }
  });
  const faces = rules.filter(
    (rule) => rule instanceof CSSFontFaceRule && used.includes(bare(rule.style.getPropertyValue("font-family"))),
  );
  return (await Promise.all(faces.map(({ cssText, parentStyleSheet }) => enclosed(cssText, parentStyleSheet?.href ?? location.href)))).join("\n");
}

/** @param {string} family */
function bare(family) {
  return family.replace(/["']/g, "");
}

/**
 * A rule with its file inside, or "" where that cannot be had.
 * @param {string} rule
 * @param {string} base
 */
async function enclosed(rule, base) {
  const [reference, address] = /url\("?([^")]*)"?\)/.exec(rule) ?? [];
  if (!reference) return "";
  try {
    const file = await (await fetch(new URL(address, base))).blob();
    const reader = new FileReader();
    const read = new Promise((done) => reader.addEventListener("loadend", done, { once: true }));
    reader.readAsDataURL(file);
    await read;
    return rule.replace(reference, `url("${reader.result}")`);
  } catch {
    return "";
  }
}

/** @param {Blob} blob @param {string} name */
function download(blob, name) {
  const address = URL.createObjectURL(blob);
  html("a", { href: address, download: name }).click();
  // The download has its own hold on the file by the next task.
  setTimeout(() => URL.revokeObjectURL(address));
}
