/**
 * What the figure says of a colouring, computed from it.
 */

import { numeral, plural, subscript } from "../parts/format.js";
import { entriesOf, mixture, oneEach } from "./judge.js";

/** @typedef {import("./judge.js").Judged} Judged */
/** @typedef {import("./judge.js").Way} Way */

export const TOOLS = "how J is coloured, and what is shown";
export const WAY = "what shares products";
/** @type {[Way, string][]} */
export const WAYS = [["columns", "Columns"], ["rows", "Rows"], ["both", "Both"], ["symmetric", "Symmetric"]];
export const BRUSH = "the colour to give";
export const NONE = "None";
export const GRAPH = "Conflict graph";
/** @param {Way} way */
export const graphLabel = (way) => way === "symmetric" ? "show which entries beside the diagonal join columns" : `show which ${way === "rows" ? "rows" : "columns"} share no product`;
/** @type {[string, string]} */
export const CLEAR = ["Clear", "all colours"];
export const PROBE = "Probe";
export const PROBE_LABEL = "push along one input, or pull along one output, and see what answers";
/** @type {[string, string]} */
export const ANOTHER = ["Another x", "at which to probe"];
export const STEPS = "products done";
export const LEDGER = "Products";
export const COLUMNS = "columns of J";
export const ROWS = "rows of J";
/** @type {Record<string, string>} */
export const ORDERS = { natural: "Greedy, in order", largest: "Greedy, largest first", smallest: "Greedy, smallest last" };
/** What is told beside each count. */
export const NOTES = {
  ...{ natural: "as they stand", largest: "most conflicts first", smallest: "fewest conflicts last" },
  ...{ one: "a product for each", fewest: "every way tried", own: "this colouring", guess: "of the fewest" },
};
export const ONE_EACH = "One each";
export const FEWEST = "The fewest";
export const OWN = "Yours";
export const GUESS = "Your guess";
export const COVERED = "?";

/** What a colour is called: of columns A, B and so on, of rows a, b. @param {number} colour @param {"columns" | "rows"} line */
export function letter(colour, line) {
  if (!colour) return "";
  const text = String.fromCharCode(64 + colour);
  return line === "rows" ? text.toLowerCase() : text;
}

/**
 * What a cell shows of its product where that is not the one of the head in whose line it is sought.
 * @param {"push" | "pull" | "mirror"} kind
 * @param {Way} way
 * @param {number} colour
 */
export function cellLetter(kind, way, colour) {
  if (kind === "mirror") return `${letter(colour, "columns")}ᵀ`;
  return kind === "pull" && way === "both" ? letter(colour, "rows") : "";
}

/**
 * What a head shows, and what that means.
 * @param {string} name
 * @param {"columns" | "rows"} line
 * @param {number} place
 * @param {number} colour
 */
export function headName(name, line, place, colour) {
  const where = line === "rows" ? `row ${place + 1}` : `column ${place + 1}`;
  return colour ? `${name} ${letter(colour, line)}, colour of ${where}` : `${name}, ${where} without a colour`;
}

/**
 * What a head does where it probes.
 * @param {string} name
 * @param {"column" | "row"} line
 * @param {number} place
 * @param {number} [z] the input, at a column
 */
export function probeName(name, line, place, z) {
  const where = `${line} ${place + 1}`;
  return line === "row" ? `${name}, pull ${where}` : `${name} = ${coordinate(z ?? NaN)}, push ${where}`;
}

/** An input at its head. @param {number} z */
export const coordinate = (z) => numeral(z, 2);

/** @param {number} place */
const unit = (place) => `e${subscript(place + 1)}`;

/** What stands above the numbers of a probe. @param {"column" | "row"} line @param {number} place */
export const probeTitle = (line, place) => line === "column" ? `J ${unit(place)} at this x` : `${unit(place)}ᵀJ at this x`;
export const PATTERN = "The pattern of J";
export const PROBE_RULE = "A column is probed by a push, a row by a pull, at the x below the names.";

/**
 * What a probe says of the pattern.
 * @param {{ inputs: string[], outputs: string[], rows: number[][] }} shown
 * @param {{ probed: import("./probe.js").Probed, seen: Set<string> }} probing
 */
export function probeText({ inputs, outputs, rows }, { probed: { line, place, heard }, seen }) {
  const names = line === "column" ? outputs : inputs;
  /** @param {(one: import("./probe.js").Heard) => boolean} fits */
  const those = (fits) => names.filter((_, k) => fits(heard[k]));
  const other = those(({ kind }) => kind === "other");
  const outside = those(({ kind, expected }) => kind === "other" && !expected);
  const zeros = those(({ kind, expected }) => expected && (kind === "zero" || kind === "rounding"));
  const rounded = those(({ kind, expected }) => expected && kind === "rounding").length > 0;
  const none = those(({ kind }) => kind === "none");
  const where = `${line} ${place + 1}`;
  const begun = `The ${line === "column" ? "push" : "pull"} along ${unit(place)}`;
  const said = [other.length ? `${begun} comes out other than 0 at ${listed(other)}.` : none.length ? "" : rounded ? `${begun} brings nothing that can be told from 0.` : `${begun} comes out 0 everywhere.`];
  if (outside.length) said.push(`The pattern does not have ${listed(outside)} in ${where}: it misses an entry.`);
  else if (!heard.some(({ expected }) => expected)) said.push(none.length ? "" : `The pattern holds nothing in ${where}.`);
  else if (other.length) {
    const all = other.length > 1 ? "All of them lie in the pattern" : "It lies in the pattern";
    said.push(zeros.length || none.length ? `${all}.` : `${all}, which has no more in ${where}.`);
  }
  if (zeros.length) {
    const [have, give] = zeros.length > 1 ? ["them", "They are"] : ["it", "It is"];
    const much = rounded ? "0, or too small to tell from it," : "0";
    said.push(`The pattern has ${listed(zeros)}${other.length ? ", too" : ""}. ${give} ${much} at this x; the pattern has ${have} for every x.`);
  }
  if (none.length) said.push(`${listed(none)} ${none.length > 1 ? "come" : "comes"} out as no finite number here, which tells nothing.`);
  const count = entriesOf(rows).length;
  if (count > 1) said.push(`So far ${seen.size} of the ${count} entries of the pattern ${seen.size === 1 ? "has" : "have"} been seen.`);
  return said.filter(Boolean).join(" ");
}

/** The sentence at the figure. @param {Way} way */
export function ruleText(way) {
  return {
    columns: "Columns that share no row can share one push. Give them one colour.",
    rows: "Rows that share no column can share one pull. Give them one colour.",
    both: "Rows of one colour share a pull, columns a push. A row without one is not pulled.",
    symmetric: "J is its own transpose: an entry may be read on either side of the diagonal.",
  }[way];
}

/** @param {Way} way @param {number} pushes */
export const pushesTitle = (way, pushes) => way === "rows" ? "" : `J S: ${counted(pushes, "push")}`;
/** @param {Way} way @param {number} pulls */
export const pullsTitle = (way, pulls) => way === "rows" || way === "both" ? `TᵀJ: ${counted(pulls, "pull")}` : "";
export const MATRIX = "J, read back";
/** @param {Way} way */
export const graphTitle = (way) => way === "symmetric" ? "Entries beside the diagonal" : `${way === "rows" ? "Rows" : "Columns"} in conflict`;

/** @param {number} count @param {"push" | "pull"} kind */
const counted = (count, kind) => `${count} ${count === 1 ? kind : kind === "push" ? "pushes" : "pulls"}`;

/**
 * The name of a product: its colour, or what it holds alone.
 * @param {number[]} group
 * @param {number[]} colours
 * @param {"columns" | "rows"} line
 * @param {string[]} names
 */
export function productName(group, colours, line, names) {
  return letter(colours[group[0]], line) || names[group[0]];
}

/** Names of rows and columns that have none. @param {string} text @param {number} count */
export const numbered = (text, count) => Array.from({ length: count }, (_, k) => `${text}${subscript(k + 1)}`);

/** What is added up in a mixed cell. @param {number[]} of */
export const mixedText = (of) => of.length > 2 ? `${of[0] + 1}+…` : of.map((k) => k + 1).join("+");

/** @param {string[]} names */
const listed = (names) => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;

/** @param {number} count */
const entries = (count) => `${count} ${count === 1 ? "entry" : "entries"}`;

/**
 * What a colouring comes to.
 * @param {number[][]} rows
 * @param {number} n
 * @param {Way} way
 * @param {Judged} found
 */
export function verdict(rows, n, way, found) {
  const { mixed, products } = found;
  if (!mixed.length) {
    const count = entriesOf(rows).length;
    if (!count) return "J is 0 everywhere: there is no entry to tell.";
    const [noun, lines] = way === "rows" ? ["row", rows.length] : ["column", n];
    const most = oneEach(rows, n, way);
    const each = most < lines ? `${noun} that holds something` : noun;
    const all = `${products} ${plural("product", products)} ${products === 1 ? "tells" : "tell"} ${count === 1 ? "the only entry" : `all ${entries(count)}`} of J`;
    return products === most ? `${all}.` : `${all}; one for each ${each} would be ${most}.`;
  }
  const { line, of } = mixture(rows, found, mixed[0]);
  const [i, j] = mixed[0].map((k) => k + 1);
  const [names, meet] = line === "columns" ? ["Columns", `row ${i}`] : ["Rows", `column ${j}`];
  const who = `${names} ${listed(of.map((k) => String(k + 1)))}`;
  return `${entries(mixed.length)} cannot be read. ${who} share a product and meet in ${meet}: it holds only their sum there.`;
}

/** A step of the player. @param {number} step @param {{ pushes: number[][], pulls: number[][] }} found */
export function stepText(step, { pushes, pulls }) {
  if (step === 0) return "none yet";
  const kind = step <= pushes.length ? "push" : "pull";
  const [place, group] = kind === "push" ? ["column", pushes[step - 1]] : ["row", pulls[step - 1 - pushes.length]];
  if (!group) return `product ${step}`;
  return `product ${step}, a ${kind}: ${plural(place, group.length)} ${listed(group.map((k) => String(k + 1)))}`;
}

/** @param {Way} way */
export function legend(way) {
  const [edge, clash] = way === "symmetric"
    ? ["an entry beside the diagonal", "read on neither side"]
    : [`share a ${way === "rows" ? "column" : "row"}: no common colour`, "have one all the same"];
  return `
.cell.alone | read from a product of its own
.cell.shared | read from a shared one, in its colour
.cell.sum | a sum of several
.mixed > * | mixed: no product tells it
.dot | not read yet
.letter.pull | the pull that told it | a
.letter.mirror | read across the diagonal | ᵀ
.edge:not(.clash) | ${edge}
.edge.clash | ${clash}
.cost > span | number of products`;
}

export const PROBE_LEGEND = `
.cell.lit | comes out other than 0
.cell.silent | in the pattern, but 0 at this x
.cell.unread | no finite number here
.cell.seen | has come out other than 0 before
.place | in the pattern, not seen yet
.cost > span | number of products`;

/** What is asked. @param {Way} way */
export function asked(way) {
  const how = { columns: "by columns", rows: "by rows", both: "by columns and rows", symmetric: "if it is read on either side" };
  return `At the fewest, and with nothing solved for, how many products tell all of this J ${how[way]}?`;
}

export const TAKES = "the fewest";
/** @param {"row" | "column"} line @param {string} products */
const fullest = (line, products) => `It is the fullest ${line}: so many ${products} it takes at least, but others stand in the way as well.`;
/** What is taken for it. */
export const TAKEN = {
  ...{ each: "That is one for each: no product is shared.", columns: "It is the fewest by columns alone.", rows: "It is the fewest by rows alone." },
  entries: "That is how many entries there are. A product brings a whole column or row at once.",
  ...{ fullest: fullest("row", "pushes"), fullestColumn: fullest("column", "pulls") },
};
