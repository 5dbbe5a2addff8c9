/**
 * J with the heads of its columns and rows, and its products beside or below it: what a product
 * holds moves to its place in J, a product a step. Where one column or row is probed, that alone.
 */

import { html, set, show, svg } from "../parts/dom.js";
import { onDrag } from "../parts/hands.js";
import { rove } from "../parts/rove.js";
import { entriesOf, keyOf, mixture } from "./judge.js";
import { HEAD, NAME, cell, layout, slot } from "./layout.js";
import { frame, look, mixedCell, number, rect, sumCell, text, title } from "./marks.js";
import { answers, probeParts } from "./probing.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Case} Case */
/** @typedef {import("./data.d.ts").State} State */
/** @typedef {import("./judge.js").Judged} Judged */
/** @typedef {import("./layout.js").Spot} Spot */
/** @typedef {"columns" | "rows"} Line */
/** @typedef {{ pushes: number[][], pulls: number[][] }} Products their numbers */
/** @typedef {{ probed: import("./probe.js").Probed, seen: Set<string> }} Probing what has answered before, too */
/** @typedef {{ shown: Case, state: State, found: Judged, products: Products, probing: Probing | null }} View */

/** How many colours there are. */
export const PALETTE = 6;

/**
 * @typedef {object} Hands
 * @property {(line: Line, place: number) => void} click
 * @property {(line: Line, places: number[], last: number) => void} paint while a hand passes over heads
 * @property {(line: Line, place: number, colour: number) => void} name by a letter
 * @property {() => void} press
 * @property {() => void} release
 */

/** @param {Hands} hands */
export function createBoard(hands) {
  const still = svg("g");
  const moving = svg("g", { class: "entries" });
  const picture = svg("svg", { class: "picture", role: "img" }, still, moving);
  const sides = { columns: group("columns"), rows: group("rows") };
  const element = html("div", { class: "board-well" }, picture, sides.columns.element, sides.rows.element);
  /** @type {Map<string, { element: SVGGElement, from: Spot, to: Spot, step: number }>} */
  const entries = new Map();
  let laid = "";
  /** @type {import("./layout.js").Layout | null} */
  let spots = null;

  return { element, build, draw };

  /**
   * Heads for another J.
   * @param {Case} shown
   * @param {AbortSignal} signal
   */
  function build({ inputs, outputs }, signal) {
    laid = "";
    sides.columns.build(inputs, signal);
    sides.rows.build(outputs, signal);
  }

  /**
   * @param {View} view
   * @param {number} step products done
   * @param {number} width pixels of the element
   */
  function draw(view, step, width) {
    const { shown, state, found, probing } = view;
    const { way, graph } = state;
    const probed = probing?.probed ?? null;
    const coarse = matchMedia("(pointer: coarse)").matches;
    const key = JSON.stringify([shown.slug, state.columns, state.rows, way, graph, width, coarse, view.products, probed, probing?.seen.size]);
    if (key !== laid) {
      laid = key;
      spots = layout({ n: shown.n, m: shown.rows.length, way: probed && way === "both" ? "rows" : way, pulls: found.pulls.length, graph }, width, coarse);
      // Where a probe has no room beside J, its numbers stand in J alone.
      const height = probing && !spots.beside ? cell(spots, [shown.rows.length, 0])[1] + 6 : spots.height;
      element.style.height = `${height}px`;
      set(picture, "width", String(width));
      set(picture, "height", String(height));
      set(picture, "viewBox", `0 0 ${width} ${height}`);
      set(picture, "aria-label", probing ? words.probeText(shown, probing) : words.verdict(shown.rows, shown.n, way, found));
      still.replaceChildren(...(probing ? probeParts(shown, probing, spots) : stillParts(view, spots)));
      moving.replaceChildren(...movingParts(view, spots));
      sides.columns.place(spots.columns, [spots.w, HEAD], way === "rows" ? null : state.columns, graph);
      sides.rows.place(spots.rows, [graph && way === "rows" ? 44 : spots.at[0], graph && way === "rows" ? HEAD : spots.h], way === "rows" || way === "both" ? state.rows : null, graph);
      sides.columns.probe(probed, state.x);
      sides.rows.probe(probed, null);
      sides.columns.element.hidden = graph && way === "rows";
      sides.rows.element.hidden = graph && way !== "rows";
    }
    for (const { element: part, from, to, step: own } of entries.values()) {
      const [x, y] = own < step ? to : from;
      part.style.transform = `translate(${x}px, ${y}px)`;
      part.classList.toggle("done", own < step);
    }
    for (const sum of still.querySelectorAll("[data-step]")) sum.classList.toggle("done", Number(sum.getAttribute("data-step")) < step);
  }

  /**
   * @param {View} view
   * @param {import("./layout.js").Layout} of
   */
  function stillParts({ shown, state, found, products }, of) {
    const { n, rows } = shown;
    const { at, w, h, pushes, pulls } = of;
    const { way, graph } = state;
    const [pushTitle, pullTitle] = [words.pushesTitle(way, found.pushes.length), words.pullsTitle(way, found.pulls.length)];
    /** @type {Element[]} */
    const parts = [title(at[0], 16, graph ? words.graphTitle(way) : words.MATRIX)];
    if (graph) parts.push(...edges(shown, state, found, of));
    else {
      parts.push(frame(at, n * w, rows.length * h));
      const dots = entriesOf(rows).map((entry) => {
        const [x, y] = cell(of, entry);
        return svg("circle", { class: "dot", cx: String(x + w / 2), cy: String(y + h / 2), r: "1.6" });
      });
      parts.push(svg("g", { class: "dots" }, ...dots));
      for (const [i, j] of found.mixed) parts.push(mixedCell(cell(of, [i, j]), w, h, words.mixedText(mixture(rows, found, [i, j]).of), lastStep(found, [i, j])));
    }
    if (pushTitle) {
      parts.push(title(pushes[0], pushes[1] - NAME - 10, pushTitle));
      if (found.pushes.length) parts.push(frame(pushes, found.pushes.length * w, rows.length * h));
      found.pushes.forEach((columns, place) => {
        const name = words.productName(columns, state.columns, "columns", shown.inputs);
        parts.push(text(pushes[0] + (place + 0.5) * w, pushes[1] - 8, name, "name push"));
        rows.forEach((row, i) => {
          const terms = columns.filter((j) => row.includes(j)).length;
          if (terms) parts.push(sumCell([pushes[0] + place * w, pushes[1] + i * h], w, h, products.pushes[place][i], terms > 1, state.columns[columns[0]], columns.length > 1, place));
        });
      });
    }
    if (pullTitle) {
      parts.push(title(pulls[0], pulls[1] - (way === "both" ? 10 : NAME + 10), pullTitle));
      if (found.pulls.length) parts.push(frame(pulls, n * w, found.pulls.length * h));
      found.pulls.forEach((lines, place) => {
        const name = words.productName(lines, state.rows, "rows", shown.outputs);
        parts.push(text(pulls[0] - 14, pulls[1] + (place + 0.5) * h + 5, name, "name pull"));
        for (let j = 0; j < n; j++) {
          const terms = lines.filter((i) => rows[i].includes(j)).length;
          if (terms) parts.push(sumCell([pulls[0] + j * w, pulls[1] + place * h], w, h, products.pulls[place][j], terms > 1, state.rows[lines[0]], lines.length > 1, found.pushes.length + place));
        }
      });
    }
    return parts;
  }

  /**
   * @param {View} view
   * @param {import("./layout.js").Layout} of
   */
  function movingParts({ shown, state, found, products, probing }, of) {
    entries.clear();
    if (state.graph || probing) return [];
    for (const [i, j] of entriesOf(shown.rows)) {
      const source = found.told.get(keyOf(i, j));
      if (!source) continue;
      const pull = source.kind === "pull";
      const group = (pull ? found.pulls : found.pushes)[source.place];
      const colour = group.length > 1 ? (pull ? state.rows : state.columns)[group[0]] : 0;
      const told = words.cellLetter(source.kind, state.way, (pull ? state.rows : state.columns)[group[0]]);
      const part = svg(
        "g",
        { class: "entry" },
        rect([0, 0], of.w, of.h, `cell ${look(colour)}`),
        number(of.w / 2, of.h / 2 + (told ? 3 : 0), valueOf(products, source, [i, j]), of.w),
        ...(told ? [text(of.w - 7, 11, told, `letter ${source.kind}`)] : []),
      );
      entries.set(keyOf(i, j), { element: part, from: slot(of, source, [i, j]), to: cell(of, [i, j]), step: source.place + (pull ? found.pushes.length : 0) });
    }
    return [...entries.values()].map((entry) => entry.element);
  }

  /** @param {Line} line */
  function group(line) {
    const box = html("div", { class: `heads ${line}`, role: "group", "aria-label": line === "rows" ? words.ROWS : words.COLUMNS });
    /** @type {{ button: HTMLButtonElement, chip: HTMLElement, spot: Spot }[]} */
    let heads = [];
    /** @type {string[]} */
    let names = [];
    return {
      element: box,
      /** @param {string[]} named @param {AbortSignal} signal */
      build(named, signal) {
        names = named;
        heads = names.map((name, place) => {
          const chip = html("span", { class: "chip" });
          const button = html("button", { type: "button", class: "head", tabindex: place ? "-1" : "0" }, html("span", { class: "of" }, name), " ", chip);
          take(button, place, signal);
          return { button, chip, spot: /** @type {Spot} */ ([0, 0]) };
        });
        box.replaceChildren(...heads.map(({ button }) => button));
        const buttons = heads.map(({ button }) => button);
        rove(box, line === "rows" ? buttons.map((button) => [button]) : [buttons], signal);
      },
      /**
       * @param {Spot[]} spots
       * @param {Spot} size
       * @param {number[] | null} colours none where these share no products
       * @param {boolean} graph
       */
      place(spots, [wide, high], colours, graph) {
        heads.forEach(({ button, chip }, place) => {
          const [x, y] = (heads[place].spot = spots[place]);
          const colour = colours?.[place] ?? 0;
          set(button, "style", `left:${x - wide / 2}px;top:${y - high / 2}px;width:${wide}px;height:${high}px`);
          button.disabled = !colours;
          set(button, "aria-label", words.headName(names[place], line, place, colour));
          set(button, "class", `head${graph ? " node" : ""}`);
          set(chip, "class", `chip ${look(colour)}`);
          set(chip, "text", words.letter(colour, line));
          show(chip, colours !== null);
        });
      },
      /**
       * @param {import("./probe.js").Probed | null} probed
       * @param {number[] | null} x where it is told at the heads
       */
      probe(probed, x) {
        const own = line === "rows" ? "row" : "column";
        heads.forEach(({ button, chip }, place) => {
          if (!probed) {
            button.removeAttribute("aria-pressed");
            return;
          }
          button.disabled = false;
          button.setAttribute("aria-pressed", String(probed.line === own && probed.place === place));
          set(button, "aria-label", words.probeName(names[place], own, place, x?.[place]));
          set(button, "class", `head probe${answers(probed, own, place) ? " answers" : ""}`);
          set(chip, "class", "chip value");
          set(chip, "text", x ? words.coordinate(x[place]) : "");
          show(chip, x !== null);
        });
      },
    };

    /**
     * @param {HTMLButtonElement} button
     * @param {number} place
     * @param {AbortSignal} signal
     */
    function take(button, place, signal) {
      /** @type {Set<number>} heads that the hand has passed over */
      const passed = new Set();
      let pressed = false;
      onDrag(button, {
        press() {
          passed.clear();
          pressed = false;
        },
        move(dx, dy) {
          const [x, y] = heads[place].spot;
          const near = headAt(x + dx, y + dy);
          if (near < 0 || (near === place && !pressed)) return;
          if (!pressed) hands.press();
          pressed = true;
          passed.add(place).add(near);
          hands.paint(line, [...passed], near);
        },
        release() {
          if (pressed) hands.release();
        },
      }, signal);
      button.addEventListener("click", ({ detail }) => {
        // A click of a key has no press before it.
        if (!pressed || !detail) hands.click(line, place);
        pressed = false;
      }, { signal });
      button.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const letter = event.key.length === 1 ? event.key.toLowerCase().charCodeAt(0) - 96 : 0;
        const none = event.key === "Backspace" || event.key === "Delete" || event.key === "0";
        if (!none && !(letter >= 1 && letter <= PALETTE)) return;
        event.preventDefault();
        event.stopPropagation();
        hands.name(line, place, none ? 0 : letter);
      }, { signal });
    }

    /** @param {number} x @param {number} y */
    function headAt(x, y) {
      const distances = heads.map(({ spot }) => Math.hypot(spot[0] - x, spot[1] - y));
      const nearest = distances.indexOf(Math.min(...distances));
      return distances[nearest] < 34 ? nearest : -1;
    }
  }
}

/**
 * What a product tells of an entry.
 * @param {Products} products
 * @param {import("./judge.js").Source} source
 * @param {[number, number]} entry
 */
function valueOf({ pushes, pulls }, { kind, place }, [i, j]) {
  if (kind === "pull") return pulls[place][j];
  return pushes[place][kind === "push" ? i : j];
}

/** The last of the products that hold an entry. @param {Judged} found @param {[number, number]} entry */
function lastStep({ pushes, pulls }, [i, j]) {
  const [push, pull] = [pushes.findIndex((group) => group.includes(j)), pulls.findIndex((group) => group.includes(i))];
  return Math.max(push, pull < 0 ? -1 : pushes.length + pull);
}

/**
 * @param {Case} shown
 * @param {State} state
 * @param {Judged} found
 * @param {import("./layout.js").Layout} of
 */
function edges(shown, { way, columns, rows }, found, of) {
  const known = shown.ways.find((one) => one.way === way);
  const [spots, colours] = way === "rows" ? [of.rows, rows] : [of.columns, columns];
  const mixed = new Set(found.mixed.map(([i, j]) => keyOf(i, j)));
  return (known?.edges ?? []).map(([a, b]) => {
    const clash = way === "symmetric" ? mixed.has(keyOf(a, b)) : colours[a] > 0 && colours[a] === colours[b];
    const [[x1, y1], [x2, y2]] = [spots[a], spots[b]];
    return svg("path", { class: `edge${clash ? " clash" : ""}`, d: `M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}` });
  });
}
