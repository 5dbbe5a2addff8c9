/**
 * Brings what this browser keeps of the puzzles of one seed, when its button is pressed.
 */

import { mounted } from "../parts/mount.js";
import { proofsFor } from "../parts/proofs.js";

/** @typedef {import("./data.d.ts").Data} Data */

export default mounted((/** @type {HTMLElement | ShadowRoot} */ parent, send, /** @type {Data} */ first) => {
  const root = parent.querySelector(".row");
  const button = parent.querySelector("button");
  const status = parent.querySelector("[role=status]");
  if (!(root instanceof HTMLElement) || !button || !status) throw new Error("the markup lacks its button");
  const life = new AbortController();
  let data = first;
  const bring = () => {
    const proofs = proofsFor(data.seed);
    status.textContent = proofs.length ? "" : data.none;
    if (!proofs.length) return;
    const places = proofs.map(({ puzzle, x, v, u, picks = [] }) => ({ puzzle, x, v, u, picks }));
    send("probe", { seed: data.seed, sent: Date.now(), proofs: places });
  };
  button.addEventListener("click", bring, { signal: life.signal });

  return {
    root,
    /** @param {Data} next */
    update(next) {
      if (next.seed !== data.seed) status.textContent = "";
      data = next;
      button.textContent = data.label;
    },
    destroy: () => life.abort(),
  };
});
