/**
 * The states of a lecture as a list whose rows are moved by drag or by keys, and removed; and a
 * file to read. Python judges what a file and links hold.
 */

import { addressBar } from "../parts/address.js";
import { html, show } from "../parts/dom.js";
import { keepKey, onDrag } from "../parts/hands.js";
import { mounted } from "../parts/mount.js";
import { moved, placeAt } from "./order.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {Data["stops"][number]} Stop */
/** @typedef {{ stop: Stop, element: HTMLElement, handle: HTMLElement, remove: HTMLElement }} Row */

/** Pixels between two rows, as the style has it. */
const GAP = 6;
/** Characters of a file, and how many bytes one of them has at most. */
const LARGEST = 100_000;
const BYTES = 4;

export default mounted(createLecture);

/**
 * @param {HTMLElement | ShadowRoot} parent
 * @param {import("../parts/mount.js").Send} send
 * @param {Data} first
 */
function createLecture(parent, send, first) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = /** @type {HTMLElement} */ (parent.querySelector(".lecture"));
  const list = html("ol", { "aria-label": words.LIST });
  const empty = html("p", {}, words.EMPTY);
  const said = html("p", { class: "spoken", role: "status" });
  const problems = html("ul", { class: "problems", role: "alert" });
  const file = html("input", { type: "file", accept: ".json,application/json", class: "file", "aria-label": words.READ });
  /** @type {Row[]} */
  let rows = [];
  /** The last thing that was sent; what answers an earlier one is old. */
  let sent = first.heard;

  root.replaceChildren(list, empty, html("label", { class: "action" }, words.READ, file), problems, said);
  file.addEventListener("change", () => void open(), { signal });
  return { root, update, destroy: () => abort.abort() };

  /** @param {Data} data */
  function update(data) {
    // Another server has heard nothing yet, and has the list from the address.
    if (data.heard !== sent && data.heard !== 0) return;
    problems.replaceChildren(...data.problems.map((problem) => html("li", {}, problem)));
    address(data.query);
    const same = rows.length === data.stops.length && rows.every(({ stop }, k) => stop.link === data.stops[k].link);
    if (!same) rows = data.stops.map(createRow);
    lay();
  }

  /** @param {string} query */
  function address(query) {
    try {
      history.replaceState(history.state, "", query ? addressBar(location, query) : location.pathname);
    } catch {
      // Some browsers refuse many changes at once; the next one brings it up to date.
    }
  }

  function lay() {
    if (rows.some(({ element }, k) => element !== list.children[k]) || list.children.length !== rows.length) {
      list.replaceChildren(...rows.map(({ element }) => element));
    }
    show(list, rows.length > 0);
    show(empty, rows.length === 0);
    rows.forEach(({ stop, handle, remove }, place) => {
      handle.setAttribute("aria-label", words.handle(place + 1, stop.title));
      remove.setAttribute("aria-label", words.remove(place + 1, stop.title));
    });
  }

  /** @param {Stop} stop @returns {Row} */
  function createRow(stop) {
    const { title, ask, link } = stop;
    const handle = html("button", { type: "button", class: "handle", title: words.HANDLE }, "⠿");
    const remove = html("button", { type: "button", class: "remove" }, words.REMOVE);
    const element = html("li", {}, handle, html("span", { class: "what" }, html("strong", {}, title), html("span", {}, ask || link)), remove);
    const row = { stop, element, handle, remove };
    handle.addEventListener("keydown", (event) => {
      keepKey(event);
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      const from = rows.indexOf(row);
      put(moved(rows, from, from + by), row);
    }, { signal });
    remove.addEventListener("click", () => {
      rows = rows.filter((other) => other !== row);
      lay();
      said.textContent = words.removed(title, rows.length);
      (rows[0]?.remove ?? file).focus();
      tell({ remove: link });
    }, { signal });
    /** @type {number[]} */
    let middles = [];
    let from = 0;
    let at = 0;
    onDrag(handle, {
      press: () => {
        middles = rows.map((other) => other.element.offsetTop + other.element.offsetHeight / 2);
        from = at = rows.indexOf(row);
        element.classList.add("held");
      },
      move: (_, by) => {
        element.style.translate = `0 ${by}px`;
        at = placeAt(middles, from, by);
        const step = element.offsetHeight + GAP;
        rows.filter((other) => other !== row).forEach((other, k) => {
          other.element.style.translate = `0 ${(Number(k >= at) - Number(k >= from)) * step}px`;
        });
      },
      release: () => {
        element.classList.remove("held");
        for (const other of rows) other.element.style.translate = "";
        if (at !== from) put(moved(rows, from, at), row);
      },
    }, signal);
    return row;
  }

  function links() {
    return rows.map(({ stop }) => stop.link);
  }

  /** @param {Row[]} next @param {Row} row what was moved */
  function put(next, row) {
    rows = next;
    lay();
    row.handle.focus();
    said.textContent = words.moved(row.stop.title, rows.indexOf(row) + 1, rows.length);
    tell({ order: links() });
  }

  /** @param {object} message */
  function tell(message) {
    sent = Math.max(Date.now(), sent + 1);
    send("gesture", { ...message, sent });
  }

  async function open() {
    const [given] = file.files ?? [];
    if (!given) return;
    const text = given.size > LARGEST * BYTES ? null : await given.text();
    file.value = "";
    if (text === null || [...text].length > LARGEST)
      problems.replaceChildren(html("li", {}, words.TOO_LARGE));
    else tell({ file: text });
  }
}
