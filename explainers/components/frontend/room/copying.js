/**
 * A button that copies a link; and where a browser lets no page copy, as without https, a field to
 * copy it from by hand. A link that is secret stays hidden in it until the teacher asks to see it.
 */

import { html, set, show } from "../parts/dom.js";
import { keepKey } from "../parts/hands.js";
import * as words from "./words.js";

/**
 * @param {string} label
 * @param {() => string} text
 * @param {boolean} secret
 * @param {AbortSignal} signal
 */
export function createCopying(label, text, secret, signal) {
  const button = html("button", { type: "button" }, label);
  const said = html("span", { role: "status" });
  const field = html("input", { type: secret ? "password" : "text", readonly: "", autocomplete: "off", "aria-label": words.LINK });
  const look = html("button", { type: "button", "aria-pressed": "false" }, words.LOOK);
  const byHand = html("div", { class: "by-hand", hidden: "" }, html("p", { class: "hint" }, secret ? words.BY_HAND_SECRET : words.BY_HAND), field, ...(secret ? [look] : []));
  field.addEventListener("focus", () => field.select(), { signal });
  field.addEventListener("keydown", keepKey, { signal });
  look.addEventListener("click", () => {
    const hidden = field.type === "text";
    field.type = hidden ? "password" : "text";
    set(look, "aria-pressed", String(!hidden));
    if (!hidden) field.focus();
  }, { signal });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      said.textContent = words.COPIED;
    } catch {
      field.value = text();
      show(byHand, true);
    }
  }, { signal });
  return [button, said, byHand];
}
