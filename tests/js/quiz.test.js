import assert from "node:assert/strict";
import test from "node:test";

import { cell, csv } from "../../explainers/components/frontend/quiz/table.js";

test("a result is a table with a line for each item", () => {
  const results = [
    { slug: "direction", topic: "spaces", answered: true, right: true },
    { slug: "gradient", topic: "sweeps", answered: false, right: false },
  ];
  assert.equal(
    csv("before", results),
    "form,item,name,topic,answered,right\r\nbefore,1,direction,spaces,1,1\r\nbefore,2,gradient,sweeps,0,0\r\n",
  );
});

test("no cell is a formula, and none breaks its line", () => {
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "|cmd", "%0"]) assert.match(cell(text), /^"'/);
  assert.equal(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
  assert.equal(cell("so; =1+1;+2\t-3; 4"), "\"so;' =1+1;'+2\t'-3; 4\"");
  assert.equal(cell("a,b"), '"a,b"');
  assert.equal(cell("a\nb"), '"a\nb"');
  assert.equal(cell("plain 1"), "plain 1");
});
