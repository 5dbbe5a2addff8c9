/**
 * Terms: links to the glossary, which show their entry where they stand. What shows it is the
 * component "glossary"; a link is written as in Markdown, [tangent](cheatsheet#tangent).
 */

import { html } from "./dom.js";

export const LINK = 'a[href*="cheatsheet#"]';

const WRITTEN = /\[([^\]]+)\]\((cheatsheet#[^)]+)\)/;

/** The anchor of a link to the glossary. @param {Element} link */
export function anchorOf(link) {
  return (link.getAttribute("href") ?? "").replace(/^.*#/, "");
}

/** What a term says of pointers and focus, whose own events do not leave a figure that they stay in. */
export const HEARD = "term";

/** Lets a link be a button that shows and hides. @param {Element} link */
export function dress(link) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  for (const type of ["pointerenter", "pointerleave", "focus", "blur"]) {
    link.addEventListener(type, (detail) => {
      link.dispatchEvent(new CustomEvent(HEARD, { bubbles: true, composed: true, detail }));
    });
  }
}

/**
 * Words with their terms as links.
 * @param {string} text
 * @returns {(Element | string)[]}
 */
export function withTerms(text) {
  /** @type {(Element | string)[]} */
  const parts = [];
  const [first, ...rest] = text.split(WRITTEN);
  parts.push(first);
  for (let k = 0; k < rest.length; k += 3) {
    const link = html("a", { href: rest[k + 1], target: "_blank" }, rest[k]);
    dress(link);
    parts.push(link, rest[k + 2]);
  }
  return parts;
}
