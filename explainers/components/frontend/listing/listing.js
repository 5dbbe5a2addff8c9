/**
 * A listing with a mistake in it: a line is chosen, and what shall stand there. JAX runs it.
 */

import { html, set, show } from "../parts/dom.js";
import { figure } from "../parts/figure.js";
import { numerals } from "../parts/format.js";
import { createTask } from "../parts/task.js";
import { action } from "../parts/tools.js";
import * as words from "./words.js";

/** @typedef {import("./data.d.ts").Data} Data */
/** @typedef {import("./data.d.ts").Settled} Settled */
/** @typedef {Pick<Settled, "answer" | "wanted" | "problem" | "off">} Found */

/** Before JAX has run it, nothing is known of a listing. @type {Found} */
const UNKNOWN = { answer: [], wanted: [], problem: "", off: NaN };

export default figure("listing", createListing);

/**
 * @param {import("../parts/figure.js").Own<Data, Found>} own
 * @returns {import("../parts/figure.js").Figure<Data, Settled, Found>}
 */
function createListing(own) {
  const { signal } = own;
  const task = createTask(own, {
    hold: () => ({ ...own.data.task.solution, picks: own.state.picks }),
    at: ({ off }) => {
      const more = [off, own.state.picks[0] ?? NaN];
      return { x: [], v: [], u: [], value: [], jacobian: [], push: [], pull: [], moved: null, more };
    },
    // Its lines are gone through, each by itself, until the one to mend.
    way: ([line]) => Array.from({ length: line + 1 }, (_, k) => [k]),
    go({ picks }) {
      open = picks[0];
      own.put({ picks: picks.length > 1 ? picks : [] });
    },
  });
  const reset = action(...words.RESET, () => own.alter({ picks: [] }), signal);
  const head = html("pre", { class: "head" });
  const lines = html("ol", { class: "lines", "aria-label": words.LINES });
  const [gives, wanted] = [html("code", {}), html("code", {})];
  const results = own.readout(
    html("span", { class: "part" }, html("b", {}, words.GIVES), " ", gives),
    html("span", { class: "part" }, html("b", {}, words.WANTED), " ", wanted),
  );
  const program = html("section", { class: "program" }, head, lines);
  program.dataset.fold = "";
  /** @type {ReturnType<typeof createLine>[]} */
  let rows = [];
  let laid = "";
  /** The line whose mends are shown. */
  let open = -1;

  return {
    parts: [task.element, own.tools(words.TOOLS, task.more, html("span", { class: "gap" }), reset), program, results],
    adopt() {
      const wantedLines = JSON.stringify([own.data.head, own.data.lines]);
      if (laid !== wantedLines) {
        laid = wantedLines;
        set(head, "text", own.data.head);
        rows = own.data.lines.map(createLine);
        lines.replaceChildren(...rows.map(({ element }) => element));
      }
      open = own.state.picks[0] ?? -1;
      task.adopt();
    },
    match: ["picks"],
    replayed: () => UNKNOWN,
    waits: () => true,
    draw(view) {
      task.draw(view);
      const { answer, wanted: aim, problem } = view.now;
      const known = view.now.by === "JAX";
      for (const row of rows) row.draw();
      reset.disabled = own.state.picks.length === 0;
      set(gives, "text", known ? words.answerText(answer, problem) : words.WAITS);
      if (known) set(wanted, "text", numerals(aim));
      set(gives, "data-right", String(known && view.now.off < 1e-6));
    },
    legend: () => words.LEGEND,
    say: (now, answer) => task.say(now) || words.settledText(answer),
  };

  /** @param {import("./data.d.ts").Line} line @param {number} index */
  function createLine({ text, mends }, index) {
    const code = html("span", { class: "code" });
    const button = html("button", { type: "button", class: "choose", "aria-expanded": "false" }, html("span", { class: "spoken" }, `${words.lineName(index)}: `), code);
    button.addEventListener("click", () => {
      open = open === index ? -1 : index;
      own.schedule();
    }, { signal });
    const choices = [text, ...mends].map((way, k) => {
      const input = html("input", { type: "radio", name: `line-${index}`, value: String(k - 1) });
      input.addEventListener("change", () => own.alter({ picks: k === 0 ? [] : [index, k - 1] }), { signal });
      return { input, element: html("label", { class: "mend" }, input, html("code", {}, way), k === 0 ? html("span", { class: "rule" }, ` ${words.ORIGINAL}`) : "") };
    });
    const mending = html("div", { class: "mends", role: "radiogroup", "aria-label": words.mendsName(index) }, ...choices.map((choice) => choice.element));
    const element = html("li", { class: "line" }, button, mending);
    return {
      element,
      draw() {
        const [line, mend] = own.state.picks;
        const chosen = line === index ? mend : -1;
        set(code, "text", chosen < 0 ? text : mends[chosen]);
        set(element, "data-mended", String(chosen >= 0));
        set(element, "data-open", String(open === index));
        set(button, "aria-expanded", String(open === index));
        show(mending, open === index);
        choices.forEach(({ input }, k) => {
          input.checked = k - 1 === chosen;
        });
      },
    };
  }
}
