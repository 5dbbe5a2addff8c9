import assert from "node:assert/strict";
import { test } from "node:test";

import { frameOf } from "../../explainers/components/frontend/parts/geometry.js";
import { csv, grouped, reader, verdict } from "../../explainers/components/frontend/room/groups.js";
import { casts } from "../../explainers/components/frontend/room/casts.js";
import { forget, kept, keep, read, taught } from "../../explainers/components/frontend/room/keep.js";
import { axisOf, counted } from "../../explainers/components/frontend/room/histogram.js";
import { shades } from "../../explainers/components/frontend/room/density.js";
import { lettersOf, orderText, ranked, rightOrder } from "../../explainers/components/frontend/room/orders.js";
import { codeOf } from "../../explainers/components/frontend/room/lobby.js";
import { measured, pickedText, stonesOf } from "../../explainers/components/frontend/room/picked.js";
import { numbersAt, onto, spotOf } from "../../explainers/components/frontend/room/puzzle.js";
import { base, parsed } from "../../explainers/components/frontend/room/talk.js";
import { queryOf } from "../../explainers/components/frontend/room/teacher.js";
import { randomNumbers } from "./random.js";

/** J = [[1, 2], [3, 5]], v = (1, 0.5), u = (2, −1), by hand. @type {import("../../explainers/components/frontend/room/data.d.ts").Arrow} */
const QUESTION = {
  kind: "push",
  title: "=cmd|' /C calc'!A0",
  entry: { slug: "f", inputs: ["a", "b"], outputs: ["c", "d"], x_view: [[-4, 4], [-4, 4]], y_view: [[-4, 4], [-4, 4]], preset: { x: [0, 0], v: [1, 0.5], u: [2, -1] }, picture: null },
  tape: null,
  x: [0, 0],
  v: [1, 0.5],
  u: [2, -1],
  inputs: [0, 1],
  outputs: [0, 1],
  value: [0, 0],
  jacobian: [1, 2, 3, 5],
  push: [2, 5.5],
  pull: [-1, -1],
  pairing: -1.5,
  moved: [2.5, 6],
  precision: "float64",
};
const CODES = { letters: "BCDFGHJKMNPQRSTVWXYZ", length: 5 };

test("events are taken off a stream whole, wherever it was cut", () => {
  const text = ": here\n\nid: 3\ndata: {\"round\": 1}\n\nevent: end\ndata: {}\n\n";
  const whole = [{ id: "3", kind: "message", data: '{"round": 1}' }, { id: "", kind: "end", data: "{}" }];
  for (let cut = 0; cut <= text.length; cut++) {
    const first = parsed(text.slice(0, cut));
    const second = parsed(first.rest + text.slice(cut));
    assert.deepEqual([...first.events, ...second.events], whole);
    assert.equal(second.rest, "");
  }
});

test("rooms are beside the page, wherever that is", () => {
  assert.equal(base({ origin: "https://a.org", pathname: "/room" }), "https://a.org/rooms");
  assert.equal(base({ origin: "https://a.org", pathname: "/~/+/room" }), "https://a.org/~/+/rooms");
  assert.equal(base({ origin: "https://a.org", pathname: "/room/" }), "https://a.org/rooms");
});

test("a code is read as it is typed", () => {
  assert.equal(codeOf(" bcd fg", CODES), "BCDFG");
  assert.equal(codeOf(" b  c  d\tf  g ", CODES), "BCDFG");
  for (const text of ["BCDF", "BCDFGH", "BCDF1", "BCDFA", ""]) assert.equal(codeOf(text, CODES), null);
});

test("a link that is pasted is asked about by its query", () => {
  assert.equal(queryOf(" https://a.org/push_and_pull?f=polar&x=1_2 "), "f=polar&x=1_2");
  for (const text of ["", "polar", "https://a.org/", "f=polar"]) assert.equal(queryOf(text), null);
});

test("each answer is named by the mistake that explains it", () => {
  const nearest = (/** @type {number[]} */ answer) => reader(QUESTION)(answer).name;
  assert.equal(nearest([2, 5.5]), "Jv, within a tenth of its length");
  assert.equal(nearest([2.5, 4.5]), "Jᵀv, the transposed product");
  assert.equal(nearest([-2, -5.5]), "−Jv, the wrong sense");
  assert.equal(nearest([1, 0.5]), "v itself, copied");
  assert.equal(nearest([0, 1]), "Ju, u in the place of v");
  assert.equal(nearest([3, 8]), "the sum of the columns, without weights");
  assert.equal(nearest([5, -5]), "none of these");
});

test("groups count each answer once, the truth first and the unexplained last", () => {
  const first = [[5, -5], [2.5, 4.5], [2.5, 4.5], [2, 5.5], [1, 0.5]];
  const second = [[2, 5.5], [2, 5.4], [2.5, 4.5]];
  assert.deepEqual(grouped(QUESTION, [first, second]), [
    { name: "Jv, within a tenth of its length", why: "", counts: [1, 2] },
    { name: "Jᵀv, the transposed product", why: "", counts: [2, 1] },
    { name: "v itself, copied", why: "", counts: [1, 0] },
    { name: "none of these", why: "", counts: [1, 0] },
  ]);
  assert.deepEqual(grouped(QUESTION, [[]]), []);
});

test("a truth of 0 is met by an arrow of length 0 alone", () => {
  const flat = { ...QUESTION, jacobian: [0, 0, 0, 0], push: [0, 0], moved: [0, 0] };
  const nearest = (/** @type {number[]} */ answer) => reader(flat)(answer).name;
  assert.equal(nearest([0, 0]), "Jv, within a tenth of its length");
  assert.equal(nearest([0.001, 0]), "none of these");
  assert.equal(nearest([1, 0.5]), "v itself, copied");
});

test("a table has a line for each answer, and no cell that a spreadsheet computes", () => {
  const rounds = [
    { question: 0, turn: 1, revealed: true, answers: [[2, 5.5]], words: ["=HYPERLINK(\"//evil\")"] },
    { question: 0, turn: 2, revealed: true, answers: [[-1, 1e-7]], words: [" ＋1, so"] },
    { question: 1, turn: 1, revealed: false, answers: [[0], [1]], words: ["", ""] },
    { question: 2, turn: 1, revealed: true, answers: [[-2.5], [0.125]], words: ["", ""] },
    { question: 3, turn: 1, revealed: true, answers: [[1, 0]], words: [""] },
  ];
  const lines = csv([QUESTION, CHOICE, NUMBER, CELL], rounds).split("\r\n");
  assert.deepEqual(lines[0], "question,round,across,up,answer,nearest to,words");
  assert.equal(lines.length, 9);
  assert.match(lines[1], /^"?Where does Jv end\?.*,1,2,5\.5,,"?Jv, within a tenth of its length"?,"'=HYPERLINK\(""\/\/evil""\)"$/);
  assert.match(lines[2], /,2,-1,1e-7,,"?none of these"?,"' ＋1, so"$/);
  assert.equal(lines[3], `"'=1+1 which?",1,,,"'@SUM(1)",,`);
  assert.equal(lines[4], `"'=1+1 which?",1,,,Plain,,`);
  assert.equal(lines[5], "How much?,1,,,-2.5,none of these,");
  assert.equal(lines[6], `How much?,1,,,0.125,"0.125, which is right",`);
  assert.equal(lines[7], `Which entry?,1,,,"row 2, column 1 of J: 3","row 2, column 1 of J: 3",`);
  for (const line of lines) assert.doesNotMatch(line, /^[=+@-]/);
});

/** @type {import("../../explainers/components/frontend/room/data.d.ts").Card} */
const CHOICE = { kind: "choose", title: "t", program: "", link: "", variant: { kind: "choose", ask: "=1+1 which?", answers: [{ text: "@SUM(1)", right: false, why: "No sum." }, { text: "Plain", right: true, why: "It is plain." }] } };
/** @type {import("../../explainers/components/frontend/room/data.d.ts").Card} */
const NUMBER = { kind: "number", title: "t", program: "", link: "", variant: { kind: "number", ask: "How much?", truth: 0.125, tolerance: 0.01, mistakes: [{ value: [8], why: "That is its inverse." }], why: "An eighth.", hint: "Divide." } };
/** @type {import("../../explainers/components/frontend/room/data.d.ts").Card} */
const CELL = { kind: "cell", title: "t", program: "", link: "", variant: { kind: "cell", ask: "Which entry?", name: "J", cells: [["1", "2"], ["3", "4"]], whys: [["a", "b"], ["c", "d"]], truth: [1, 0] } };

test("numbers are grouped by the mistake that gives them, the truth first", () => {
  assert.deepEqual(grouped(NUMBER, [[[8], [0.12], [8.009], [3]], [[0.135]]]), [
    { name: "0.125, which is right", why: "An eighth.", counts: [1, 1] },
    { name: "8", why: "That is its inverse.", counts: [2, 0] },
    { name: "none of these", why: "", counts: [1, 0] },
  ]);
});

test("choices and entries are grouped by themselves, each with its own sentence", () => {
  assert.deepEqual(grouped(CHOICE, [[[0], [0], [1]]]), [
    { name: "Plain", why: "It is plain.", counts: [1] },
    { name: "@SUM(1)", why: "No sum.", counts: [2] },
  ]);
  assert.deepEqual(grouped(CELL, [[[0, 1], [1, 0]]]), [
    { name: "row 2, column 1 of J: 3", why: "c", counts: [1] },
    { name: "row 1, column 2 of J: 2", why: "b", counts: [1] },
  ]);
});

/** f(x) = (x₁ + 2x₂, 3x₁ + 5x₂), Jv to be brought to (2, 1). @type {import("../../explainers/components/frontend/room/data.d.ts").Puzzle} */
const PUZZLE = {
  kind: "puzzle",
  puzzle: "aim",
  seed: "1",
  title: "Aim",
  statement: "Place v.",
  free: ["v"],
  mode: "push",
  goals: [{ measure: "push-distance", by: [2, 1], sense: "at most", bound: 0.05 }],
  slips: [{ signs: [{ measure: "swapped-distance", by: [2, 1], sense: "at most", bound: 0.1 }], said: "Rows were weighted." }],
  won: "Columns add up.",
  target: { space: "output", by: [2, 1], near: 0.05 },
  solution: [-8, 5],
  entry: QUESTION.entry,
  tape: {
    inputs: 2,
    constants: [2, 3, 5, 1],
    operations: [["mul", 1, 2], ["add", 0, 6], ["mul", 0, 3], ["mul", 1, 4], ["add", 8, 9]],
    value: [7, 10],
    jacobian: [5, 2, 3, 4],
  },
  rule: null,
  right: null,
  curve: false,
  x: [1, 1],
  v: [0, 0],
  u: [0, 0],
  inputs: [0, 1],
  outputs: [0, 1],
  value: [3, 8],
};

test("a puzzle is judged by its own measures, with f's numbers where the answer is", () => {
  const at = numbersAt(PUZZLE, [1, -1]);
  assert.deepEqual([at.value, at.jacobian, at.push, at.moved], [[3, 8], [1, 2, 3, 5], [-1, -2], [2, 6]]);
  // vᵀJ = (v₁ + 3v₂, 2v₁ + 5v₂) is (2, 1) for v = (−7, 3).
  assert.deepEqual(grouped(PUZZLE, [[[-8, 5], [-7, 3], [0, 0], [-8, 5]]]), [
    { name: "Solved", why: "Columns add up.", counts: [2] },
    { name: "Rows were weighted.", why: "", counts: [1] },
    { name: "none of these", why: "", counts: [1] },
  ]);
  assert.equal(verdict(PUZZLE, [-8, 5]), "Solved. Columns add up.");
  assert.equal(verdict(PUZZLE, [-7, 3]), "Not solved. Rows were weighted. A solution: v = (−8, 5).");
  assert.equal(verdict(PUZZLE, [0, 0]), "Not solved. A solution: v = (−8, 5).");
  const line = csv([PUZZLE], [{ question: 0, turn: 1, revealed: true, answers: [[-8, 5]], words: [""] }]).split("\r\n")[1];
  assert.equal(line, "Place v.,1,-8,5,,Solved,");
});

test("hands in both planes are judged together, with f's numbers where all of them are", () => {
  // u is at right angles to Jv: v = (1, −1) is pushed to (−1, −2).
  /** @type {import("../../explainers/components/frontend/room/data.d.ts").Puzzle} */
  const both = {
    ...PUZZLE,
    free: ["v", "u"],
    mode: "both",
    goals: [{ measure: "power", by: [], sense: "at most", bound: 0.03 }],
    slips: [{ signs: [{ measure: "plain-power", by: [], sense: "at most", bound: 0.03 }], said: "That is u·v." }],
    solution: [1, -1, 2, -1],
  };
  assert.deepEqual(spotOf(both, [1, -1, 2, -1]), { x: [1, 1], v: [1, -1], u: [2, -1] });
  assert.equal(numbersAt(both, [1, -1, 2, -1]).pairing, 0);
  assert.deepEqual(grouped(both, [[[1, -1, 2, -1], [1, -1, 1, 1], [1, -1, 1, 0]]]).map(({ name, counts }) => [name, counts]), [["Solved", [1]], ["That is u·v.", [1]], ["none of these", [1]]]);
  assert.equal(verdict(both, [1, -1, 1, 1]), "Not solved. That is u·v. A solution: v = (1, −1), u = (2, −1).");
  const line = csv([both], [{ question: 0, turn: 1, revealed: false, answers: [[1, -1, 2, -1]], words: [""] }]).split("\r\n")[1];
  assert.equal(line, 'Place v.,1,,,"v = (1, −1), u = (2, −1)",,');
});

test("a solution of an equation is judged by its slope, and only on the curve", () => {
  // x² − p = 0, whose dx/dp is 1/(2x).
  /** @type {import("../../explainers/components/frontend/room/data.d.ts").Puzzle} */
  const curve = {
    ...PUZZLE,
    free: ["x"],
    curve: true,
    goals: [{ measure: "slope-off", by: [0.5], sense: "at most", bound: 0.05 }],
    slips: [{ signs: [{ measure: "slope-off", by: [-0.5], sense: "at most", bound: 0.05 }], said: "The sign." }],
    entry: { ...PUZZLE.entry, inputs: ["x", "p"], outputs: ["g"] },
    tape: { inputs: 2, constants: [2, -1], operations: [["mul", 0, 0], ["sub", 4, 1], ["mul", 2, 0]], value: [5], jacobian: [6, 3] },
    solution: [1, 1],
  };
  assert.deepEqual([[1, 1], [-1, 1], [1.1, 1], [0, 0]].map((answer) => reader(curve)(answer).name), ["Solved", "The sign.", "none of these", "none of these"]);
  assert.equal(verdict(curve, [1.1, 1]), "Not solved. A solution: x = 1, p = 1.");
  for (const point of [[0.9, 1.3], [-2, 1], [0.3, -1]]) {
    const [x, p] = onto(curve.tape, point, [1, 1]);
    assert.ok(Math.abs(x * x - p) < 1e-9, `${[x, p]}`);
  }
});

/** @type {import("../../explainers/components/frontend/room/data.d.ts").Picks} */
const PICKS = {
  kind: "picks",
  puzzle: "budget",
  seed: "1",
  title: "Budget",
  statement: "Multiply.",
  goals: [{ measure: "multiplications", by: [], sense: "at most", bound: 20 }],
  slips: [{ signs: [{ measure: "held", by: [], sense: "at least", bound: 12 }], said: "Too much is held." }],
  won: "From the right.",
  solution: [1, 0],
  counts: [2, 1],
  chain: { sizes: [2, 3, 4], u: false, v: true },
  steps: 0,
  sparse: null,
};

test("choices are judged by what they cost, and written as they were made", () => {
  // J₂ is 4×3, J₁ 3×2 and v 2×1: (J₂·J₁)·v takes 24 + 8 multiplications, J₂·(J₁·v) 6 + 12.
  assert.deepEqual([measured(PICKS, [0, 0])[0], measured(PICKS, [1, 0])[0]], [32, 18]);
  assert.equal(verdict(PICKS, [1, 0]), "Solved. From the right.");
  assert.match(pickedText(PICKS, [1, 0]), /^J₂·\(J₁·v\): 18 multiplications, \d+ held at most$/);
  /** @type {typeof PICKS} */
  const stones = { ...PICKS, chain: null, steps: 5, goals: [{ measure: "slots", by: [], sense: "at most", bound: 2 }], slips: [], solution: [0, 1, 0, 0], counts: [2, 2, 2, 2] };
  assert.deepEqual(stonesOf([0, 1, 0, 1]), [2, 4]);
  assert.match(pickedText(stones, [0, 1, 0, 1]), /^Stones at x₂ and x₄: \d+ steps? recomputed, 3 slots$/);
  assert.deepEqual(grouped(stones, [[[0, 1, 0, 0], [1, 1, 1, 1]]]).map(({ counts }) => counts), [[1], [1]]);
  /** @type {typeof PICKS} */
  const colours = { ...PICKS, chain: null, goals: [{ measure: "mixed", by: [], sense: "at most", bound: 0 }], slips: [], sparse: { rows: [[0], [1], [0, 2]], columns: 3, way: "columns", entries: [1, 1, 1, 1] }, solution: [1, 1, 2, 0, 0, 0], counts: [7, 7, 7, 7, 7, 7] };
  assert.equal(pickedText(colours, [1, 1, 2, 0, 0, 0]), "Pushes of columns {1 2} {3}: 2 products, no entry mixed");
  assert.equal(pickedText(colours, [1, 1, 1, 0, 0, 0]), "Pushes of columns {1 2 3}: 1 product, 2 entries mixed");
  const { listed } = ranked([[1, 1, 2, 0, 0, 0], [3, 3, 4, 0, 0, 0]], [], (answer) => pickedText(colours, answer));
  assert.deepEqual(listed.map(({ count }) => count), [2]); // other letters for the same products
});

test("what a teacher asked in words is answered in words, and judged by nobody", () => {
  /** @type {import("../../explainers/components/frontend/room/data.d.ts").Card} */
  const free = { kind: "words", title: "", program: "", link: "", variant: { kind: "words", ask: "Why?" } };
  assert.equal(csv([free], [{ question: 0, turn: 1, revealed: true, answers: [[0]], words: ["so, =1"] }]).split("\r\n")[1], 'Why?,1,,,,,"so, =1"');
  const own = { ...CHOICE, variant: { .../** @type {import("../../explainers/components/frontend/room/data.d.ts").Choose} */ (CHOICE.variant), answers: [{ text: "a", right: false, why: "" }, { text: "b", right: true, why: "" }] } };
  assert.deepEqual([verdict(own, [0]), verdict(own, [1])], ["Not this one. Right is: b.", "Yes."]);
});

test("one's own answer is told by the sentence that belongs to it", () => {
  assert.equal(verdict(NUMBER, [8]), "Not this one. That is its inverse.");
  assert.equal(verdict(NUMBER, [5]), "Not this one. Divide.");
  assert.equal(verdict(CHOICE, [1]), "Yes. It is plain.");
  assert.equal(verdict(CELL, [0, 0]), "Not this one. a");
});

/** @type {import("../../explainers/components/frontend/room/data.d.ts").Order} */
const STEPS = { kind: "order", ask: "In order?", steps: ["one", "two", "three"].map((text) => ({ text, why: `${text} waits.` })), shown: [2, 0, 1], why: "By size." };
/** @type {import("../../explainers/components/frontend/room/data.d.ts").Card} */
const ORDER = { kind: "order", title: "t", program: "", link: "", variant: STEPS };
/** @type {import("../../explainers/components/frontend/room/data.d.ts").Card} */
const PLACE = {
  kind: "place",
  title: "t",
  program: "",
  link: "",
  variant: { kind: "place", ask: "Place Jv.", space: "output", role: "push", name: "Jv", axes: ["y₁", "y₂"], half: 6, given: [], truth: [3, -1], tolerance: 0.3, reach: 0.45, mistakes: [{ value: [-1, 3], why: "Turned." }], why: "Columns.", hint: "Weight them." },
};

test("orders are grouped by the step that stands too early, and places by the mistake near them", () => {
  assert.deepEqual(grouped(ORDER, [[[1, 0, 2], [0, 1, 2], [1, 2, 0]], [[0, 2, 1], [0, 1, 2]]]), [
    { name: "The right order", why: "By size.", counts: [1, 1] },
    { name: "“two” stands too early.", why: "two waits.", counts: [2, 0] },
    { name: "“three” stands too early.", why: "three waits.", counts: [0, 1] },
  ]);
  assert.deepEqual(grouped(PLACE, [[[3, -1.3], [-1, 3], [-1.4, 3.1], [0, 0], [3, -1]]]), [
    { name: "Jv = (3, −1), which is right", why: "Columns.", counts: [2] },
    { name: "Jv = (−1, 3)", why: "Turned.", counts: [2] },
    { name: "none of these", why: "", counts: [1] },
  ]);
  assert.equal(verdict(ORDER, [0, 2, 1]), "Not this one. “three” stands too early. three waits.");
  assert.equal(verdict(PLACE, [0, 0]), "Not this one. Weight them.");
  const rounds = [0, 1].map((question) => ({ question, turn: 1, revealed: true, answers: [[[1, 0, 2]], [[-1, 3.5]]][question], words: [""] }));
  assert.deepEqual(csv([ORDER, PLACE], rounds).split("\r\n").slice(1, 3), [
    "In order?,1,,,two → one → three,“two” stands too early.,",
    "Place Jv.,1,-1,3.5,,none of these,",
  ]);
});

test("the orders that were given most often are listed first, and one's own and the truth in any case", () => {
  assert.equal(lettersOf(STEPS, [0, 1, 2]), "B → C → A");
  assert.equal(orderText(STEPS, rightOrder(STEPS)), "one → two → three");
  const all = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
  assert.deepEqual(ranked([all[3], all[1], all[3]], [all[1], all[0]]), {
    listed: [{ order: all[3], count: 2 }, { order: all[1], count: 1 }, { order: all[0], count: 0 }],
    others: 0,
    answers: 0,
  });
  const many = Array.from({ length: 12 }, (_, k) => Array.from({ length: 12 - k }, () => [k])).flat();
  const { listed, others, answers } = ranked(many, [[10]]);
  assert.deepEqual(listed.map(({ order: [k] }) => k), [0, 1, 2, 3, 4, 5, 6, 7, 10]);
  assert.deepEqual([others, answers], [3, 4 + 3 + 1]);
});

test("a histogram counts every number once, and shows what has to be seen", () => {
  const draw = randomNumbers(7);
  const next = () => draw(1)[0] / 4 + 0.5;
  for (let k = 0; k < 400; k++) {
    const scale = 10 ** Math.round(12 * next() - 6);
    const numbers = Array.from({ length: Math.floor(40 * next()) }, () => scale * (next() < 0.1 ? 1e3 * next() : Math.round(20 * next() - 10)));
    const shown = next() < 0.5 ? [scale * next()] : [];
    const axis = axisOf(numbers, shown);
    const { counts, below, above } = counted(axis, numbers);
    const { step } = axis;
    const first = axis.from * step;
    assert.equal(counts.reduce((a, b) => a + b, 0) + below + above, numbers.length);
    assert.ok(counts.length <= 30 && step > 0 && Number.isFinite(first), `${counts.length}`);
    for (const z of shown) assert.ok(z >= first - step / 2 && z <= first + (counts.length - 0.5) * step);
    counts.forEach((count, at) => {
      const middle = first + at * step;
      const near = numbers.filter((z) => Math.abs(z - middle) < step * (0.5 - 1e-9)).length;
      const about = numbers.filter((z) => Math.abs(z - middle) <= step * (0.5 + 1e-9)).length;
      assert.ok(near <= count && count <= about);
    });
  }
});

test("one answer far off does not make a point of all others", () => {
  const numbers = [1, 2, 2, 3, 3, 3, 4, 1e5];
  const { counts, above } = counted(axisOf(numbers, []), numbers);
  assert.equal(above, 1);
  assert.ok(counts.filter(Boolean).length === 4);
});

/** The squares of a shade, by their left upper corners. @param {string} path */
const squares = (path) => path.split("Z").filter(Boolean).flatMap((run) => {
  const [, x, y, width, height, back] = (/^M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)$/.exec(run) ?? []).map(Number);
  assert.deepEqual([height, back, width % 6], [6, width, 0]);
  return Array.from({ length: width / 6 }, (_, k) => `${x + 6 * k} ${y}`);
});

test("shades are darkest where most arrows end, and each lies within the one before", () => {
  /** @type {[number, number][]} */
  const tips = [...Array.from({ length: 40 }, () => /** @type {[number, number]} */ ([105, 55])), [15, 15], [-40, 50], [9999, 50], [NaN, 1]];
  const found = shades(tips, { size: 200, height: 120 }).map(squares);
  assert.deepEqual(found.at(-1), ["102 54"]);
  for (let k = 1; k < found.length; k++) {
    assert.ok(found[k].every((square) => found[k - 1].includes(square)));
  }
  assert.ok(!found[0].includes("12 12")); // one arrow is no crowd
  assert.deepEqual(shades([[500, 500]], { size: 200, height: 120 }), ["", "", "", "", ""]);
  assert.deepEqual(shades([[0, 0]], { size: 200, height: 120 }).map(squares).at(-1), ["0 0"]);
});

test("a square has the shade that the arrows near it give it, each square alone", () => {
  const draw = randomNumbers(11);
  for (let k = 0; k < 6; k++) {
    const [size, height] = [200, k % 2 ? 120 : 200];
    const tips = Array.from({ length: 80 }, () => /** @type {[number, number]} */ (draw(2).map((z) => 100 + 80 * z)));
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (let x = 0; x < size; x += 6) {
      for (let y = 0; y < height; y += 6) {
        const near = tips.filter(([a, b]) => a >= 0 && a < size && b >= 0 && b < height).map(([a, b]) => [a, b].map((z, axis) => Math.max(0, 4 - Math.abs(Math.floor(z / 6) - (axis ? y : x) / 6))));
        counts.set(`${x} ${y}`, near.reduce((sum, [a, b]) => sum + a * b, 0));
      }
    }
    const most = Math.max(...counts.values());
    const found = shades(tips, { size, height }).map((path) => squares(path).sort());
    const wanted = [0.12, 0.3, 0.5, 0.7, 0.85].map((part) => [...counts].filter(([, count]) => count > 0 && count >= part * most).map(([at]) => at).sort());
    assert.deepEqual(found, wanted);
  }
});

/** 200 pixels for −1 to 1. @param {boolean} line */
const FRAME = (line) => frameOf({ cx: 0, cy: 0, half: 1 }, 200, line);

test("an arrow is drawn to where it ends, or to the edge, and counted if it ends beyond", () => {
  const { layers, off, many, field } = casts(FRAME(false), [{ from: [0, 0], to: [0.5, 0] }, { from: [0, 0], to: [0, 5] }, { from: [0, 0], to: [0, 0] }]);
  assert.deepEqual([layers.length, off, many, field], [3, 1, false, []]);
  assert.match(layers[0], /^M100\.0 100\.0L139\.6 100\.0M150\.0 100\.0L/); // a head of 13 pixels, of which 0.8 are uncovered
  assert.match(layers[1], /M100\.0 8\.0L/);
  assert.equal(layers[2], ""); // of no length
  const points = casts(FRAME(false), [{ from: null, to: [-0.5, 0.5] }, { from: null, to: [1.5, 0] }]);
  assert.deepEqual([points.layers, points.off], [["M45.0 50.0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z", ""], 1]);
});

test("of many arrows each is in one layer, whose shades tell where they end", () => {
  const draw = randomNumbers(3);
  const answers = Array.from({ length: 200 }, () => ({ from: /** @type {[number, number]} */ ([0, 0]), to: /** @type {[number, number]} */ (draw(2).map((z) => 0.4 * z)) }));
  const plane = casts(FRAME(false), answers);
  assert.deepEqual([plane.layers.length, plane.many, plane.off, plane.field.length], [12, true, 0, 5]);
  const alone = answers.map((answer) => casts(FRAME(false), [answer]).layers[0]);
  assert.deepEqual(plane.layers.join("").split("Z").sort(), alone.join("").split("Z").sort());
  // On a number line they would lie on one another: each has a height of its own, all within it.
  const line = casts(FRAME(true), answers);
  const heights = line.layers.join("").split("Z").filter(Boolean).map((path) => Number(path.slice(1).split(/[ L]/)[1]));
  assert.deepEqual([new Set(heights).size > 150, line.field], [true, []]);
  assert.ok(heights.every((y) => y > 0 && y < 120));
});

test("a teacher's rooms are known, the newest first, and a student's are not", () => {
  keep("HJKMN", { ...kept("HJKMN"), secret: "s".repeat(22), at: Date.now() - 1000 });
  keep("PQRST", { ...kept("PQRST"), secret: "t".repeat(22) });
  kept("VWXYZ");
  assert.deepEqual(taught(), ["PQRST", "HJKMN"]);
  forget("PQRST");
  assert.deepEqual(taught(), ["HJKMN"]);
  forget("HJKMN");
});

test("what a browser keeps of a room is forgotten after twelve hours, or if it is none", () => {
  const now = kept("BCDFG");
  assert.match(now.voter, /^[\w-]{22,64}$/);
  assert.equal(kept("BCDFG").voter, now.voter);
  assert.notEqual(kept("GFDCB").voter, now.voter);
  keep("BCDFG", { ...now, owed: 2 });
  assert.equal(kept("BCDFG").owed, 2);
  assert.deepEqual(read(JSON.stringify(now)), now);
  for (const text of ["", "[]", "null", "{", JSON.stringify({ ...now, v: 2 }), JSON.stringify({ ...now, at: now.at - 13 * 3600_000 })]) {
    assert.equal(read(text), null);
  }
});
