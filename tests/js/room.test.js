import assert from "node:assert/strict";
import { test } from "node:test";

import { csv, grouped, nearest, known } from "../../explainers/components/frontend/room/groups.js";
import { kept, keep, read } from "../../explainers/components/frontend/room/keep.js";
import { codeOf } from "../../explainers/components/frontend/room/lobby.js";
import { base, parsed } from "../../explainers/components/frontend/room/talk.js";
import { queryOf } from "../../explainers/components/frontend/room/teacher.js";

/** J = [[1, 2], [3, 5]], v = (1, 0.5), u = (2, −1), by hand. @type {import("../../explainers/components/frontend/room/data.d.ts").Question} */
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
  for (const text of ["BCDF", "BCDFGH", "BCDF1", "BCDFA", ""]) assert.equal(codeOf(text, CODES), null);
});

test("a link that is pasted is asked about by its query", () => {
  assert.equal(queryOf(" https://a.org/push_and_pull?f=polar&x=1_2 "), "f=polar&x=1_2");
  for (const text of ["", "polar", "https://a.org/", "f=polar"]) assert.equal(queryOf(text), null);
});

test("each answer is named by the mistake that explains it", () => {
  const among = known(QUESTION);
  assert.equal(nearest(QUESTION, among, [2, 5.5]), "Jv, within a tenth of its length");
  assert.equal(nearest(QUESTION, among, [2.5, 4.5]), "Jᵀv, the transposed product");
  assert.equal(nearest(QUESTION, among, [-2, -5.5]), "−Jv, the wrong sense");
  assert.equal(nearest(QUESTION, among, [1, 0.5]), "v itself, copied");
  assert.equal(nearest(QUESTION, among, [0, 1]), "Ju, u in the place of v");
  assert.equal(nearest(QUESTION, among, [3, 8]), "the sum of the columns, without weights");
  assert.equal(nearest(QUESTION, among, [5, -5]), "none of these");
});

test("groups count each answer once, the truth first and the unexplained last", () => {
  const first = [[5, -5], [2.5, 4.5], [2.5, 4.5], [2, 5.5], [1, 0.5]];
  const second = [[2, 5.5], [2, 5.4], [2.5, 4.5]];
  assert.deepEqual(grouped(QUESTION, [first, second]), [
    { name: "Jv, within a tenth of its length", counts: [1, 2] },
    { name: "Jᵀv, the transposed product", counts: [2, 1] },
    { name: "v itself, copied", counts: [1, 0] },
    { name: "none of these", counts: [1, 0] },
  ]);
  assert.deepEqual(grouped(QUESTION, [[]]), []);
});

test("a truth of 0 is met by an arrow of length 0 alone", () => {
  const flat = { ...QUESTION, jacobian: [0, 0, 0, 0], push: [0, 0], moved: [0, 0] };
  const among = known(flat);
  assert.equal(nearest(flat, among, [0, 0]), "Jv, within a tenth of its length");
  assert.equal(nearest(flat, among, [0.001, 0]), "none of these");
  assert.equal(nearest(flat, among, [1, 0.5]), "v itself, copied");
});

test("a table has a line for each answer, and no cell that a spreadsheet computes", () => {
  const lines = csv(QUESTION, [[[2, 5.5]], [[-1, 1e-7]]], true).split("\r\n");
  assert.deepEqual(lines[0], "question,round,across,up,nearest to");
  assert.equal(lines.length, 4);
  assert.match(lines[1], /^"?Where does Jv end\?.*,1,2,5\.5,"?Jv, within a tenth of its length"?$/);
  assert.match(lines[2], /,2,-1,1e-7,"?none of these"?$/);
  for (const line of lines) assert.doesNotMatch(line, /^[=+@-]/);
  assert.doesNotMatch(csv(QUESTION, [[[2, 5.5]]], false), /within a tenth/);
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
