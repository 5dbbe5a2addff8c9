/** Prints what stands in the JavaScript as well as in Python, for a test that holds both equal. */

import { MAPS, STOPS } from "../../explainers/components/frontend/brackets/numbers.js";
import { ROWS as SHOWN } from "../../explainers/components/frontend/descent/pull.js";
import { LARGEST as CUT } from "../../explainers/components/frontend/descent/wire.js";
import { APART, AROUND, RINGS, SAME, STEEPEST } from "../../explainers/components/frontend/implicit/branch.js";
import { NEW } from "../../explainers/components/frontend/many/estimate.js";
import { DECIMALS } from "../../explainers/components/frontend/many/many.js";
import { CLOSE, STEP, TERMS } from "../../explainers/components/frontend/many/series.js";
import { ROUNDED } from "../../explainers/components/frontend/many/words.js";
import { OF_THE_FRAME } from "../../explainers/components/frontend/parts/address.js";
import { FLAT } from "../../explainers/components/frontend/parts/geometry.js";
import { LARGEST } from "../../explainers/components/frontend/parts/points.js";
import { LIBRARY, SAFE, TINY, UNIT } from "../../explainers/components/frontend/parts/rounding.js";
import { LARGEST as FARTHEST } from "../../explainers/components/frontend/room/cards.js";
import { CHOICES, LINK, LONGEST as ASK } from "../../explainers/components/frontend/room/own.js";
import { CODE } from "../../explainers/components/frontend/room/room.js";
import { MOST_WORDS } from "../../explainers/components/frontend/room/words.js";
import { WAITING } from "../../explainers/components/frontend/parts/words.js";
import { FEWEST, KNOWN, NEAR } from "../../explainers/components/frontend/rules/judge.js";
import { LAST } from "../../explainers/components/frontend/rules/strip.js";
import { PALETTE } from "../../explainers/components/frontend/sparsity/board.js";
import { CURVE_REACH } from "../../explainers/components/frontend/stage/scene.js";
import { CLASSES, FEATURES, ROWS } from "../../explainers/components/frontend/tensors/layout.js";
import { END } from "../../explainers/components/frontend/two_sweeps/run.js";

console.log(JSON.stringify({
  MAPS, STOPS, SHOWN, CUT, FLAT, LARGEST, LAST, CURVE_REACH, CLASSES, FEATURES, ROWS, END, OF_THE_FRAME, WAITING,
  ASK, CODE, CHOICES, MOST_WORDS, LINK, FARTHEST, APART, AROUND, RINGS, SAME, STEEPEST, DECIMALS, SAFE, PALETTE,
  LIBRARY, TINY, UNIT, CLOSE, STEP, TERMS, NEW, ROUNDED, FEWEST, KNOWN, NEAR,
}));
