/**
 * A figure as large as the screen shows the whole of it, for a room: letters grow by half and more
 * where there is room, and on a small projector by as much as there is. F or a button enters and
 * leaves, Esc leaves, and a link with present=1 enters. Streamlit's page around it hears of it by
 * `data-present`, `--zoom`, and `--leave`: what the row of buttons in the corner takes of the last line.
 */

import { PRESENT } from "../parts/address.js";
import { html } from "../parts/dom.js";
import { ENTER, LEAVE } from "./words.js";

/** Pixels from which figures are laid out wide, with what stands beside them. */
const WIDE = 790;
const LARGEST = 2.5;
/** Pixels from the row of buttons to what stands beside it. */
const EDGE = 16;
/** Pictures in which a figure follows a new size. */
const REST = 5;
/** Pictures in which a figure that is not there yet is waited for. */
const PATIENCE = 600;

/**
 * The button that presents, which goes on to leave.
 * @param {HTMLElement} row marked while it presents
 * @param {AbortSignal} signal
 */
export function presents(row, signal) {
  const page = document.documentElement;
  const button = html("button", { type: "button", class: "present", "aria-keyshortcuts": "F" }, ENTER);
  let frame = 0;
  /** How far the page was scrolled before. */
  let scrolled = 0;

  button.addEventListener("click", turn, { signal });
  document.addEventListener("keydown", heard, { capture: true, signal });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) show(false);
  }, { signal });
  window.addEventListener("resize", () => presenting() && fit(), { signal });
  const grown = new ResizeObserver(() => {
    if (presenting() && !frame) shrink(parseFloat(page.style.getPropertyValue("--zoom")));
  });
  const place = document.querySelector(".st-key-frame-figure");
  if (place) grown.observe(place);
  signal.addEventListener("abort", () => {
    cancelAnimationFrame(frame);
    grown.disconnect();
    delete page.dataset.fitting;
    delete page.dataset.present;
  });
  show(new URLSearchParams(location.search).get(PRESENT) === "1");
  return button;

  function presenting() {
    return "present" in page.dataset;
  }

  function turn() {
    const begins = !presenting();
    show(begins);
    if (begins) page.requestFullscreen?.().catch(() => {});
    else if (document.fullscreenElement) void document.exitFullscreen();
  }

  /** @param {KeyboardEvent} event */
  function heard(event) {
    const leaves = event.key === "Escape" && presenting() && !document.fullscreenElement;
    const turns = event.key.toLowerCase() === "f" && !(event.ctrlKey || event.metaKey || event.altKey);
    if (event.repeat || !(leaves || turns) || writes(event.composedPath()[0])) return;
    event.preventDefault();
    event.stopPropagation();
    turn();
  }

  /** @param {boolean} presented */
  function show(presented) {
    if (presented === presenting() && presented === "present" in row.dataset) return;
    for (const { dataset } of [page, row]) {
      if (presented) dataset.present = "";
      else delete dataset.present;
    }
    button.textContent = presented ? LEAVE : ENTER;
    const main = document.querySelector("[data-testid=stMain]");
    if (presented) scrolled = main?.scrollTop ?? 0;
    main?.scrollTo(0, presented ? 0 : scrolled);
    const address = new URL(location.href);
    if (presented) address.searchParams.set(PRESENT, "1");
    else address.searchParams.delete(PRESENT);
    if (address.href !== location.href) history.replaceState(history.state, "", address);
    if (presented) fit();
    else {
      cancelAnimationFrame(frame);
      frame = 0;
      for (const name of ["--zoom", "--leave"]) page.style.removeProperty(name);
      delete page.dataset.fitting;
    }
  }

  /**
   * Looks for the largest zoom at which the whole figure is seen, from above.
   * @param {number} [zoom] to begin with
   */
  function fit(zoom = Math.min(LARGEST, innerWidth / WIDE)) {
    cancelAnimationFrame(frame);
    page.dataset.fitting = "";
    page.style.setProperty("--zoom", String(zoom));
    page.style.setProperty("--leave", `${(row.getBoundingClientRect().width + EDGE) / zoom}px`);
    let waits = PATIENCE;
    let rests = REST;
    const look = () => {
      if (waits > 0 && !arrived()) waits -= 1;
      else rests -= 1;
      if (rests > 0) {
        frame = requestAnimationFrame(look);
        return;
      }
      frame = 0;
      shrink(zoom);
    };
    frame = requestAnimationFrame(look);
  }

  /** Goes on with less, if the figure is not wholly seen. @param {number} zoom */
  function shrink(zoom) {
    const over = lowest() / innerHeight;
    if (over <= 1 || zoom === 1) delete page.dataset.fitting;
    else fit(Math.max(1, zoom * Math.max(0.85, Math.min(0.99, 1 / over))));
  }
}

/** What is presented, and all that stands in it. */
function inside() {
  const all = [...document.querySelectorAll(".st-key-frame-figure *")];
  return [...all, ...all.flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll("*") ?? [])])];
}

/** Whether the figure has its numbers. */
function arrived() {
  return inside().some((element) => element.matches("[data-figure][data-settled=true]"));
}

/** Where what belongs above the fold ends. */
function lowest() {
  const seen = inside().filter((element) => element.matches("[data-fold]"));
  return Math.max(0, ...seen.map((element) => element.getBoundingClientRect().bottom));
}

/** Whether letters are written there. @param {EventTarget} place */
export function writes(place) {
  if (place instanceof HTMLInputElement) return place.type !== "range" && place.type !== "checkbox" && place.type !== "radio";
  return place instanceof HTMLElement && (place.isContentEditable || place.matches("textarea, select"));
}
