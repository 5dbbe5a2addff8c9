/**
 * What is said in a room.
 */

import { grouped } from "../brackets/numbers.js";
import { numeral, numerals, plural, subscript } from "../parts/format.js";
import { vectorText } from "../parts/guess_words.js";
import { dot } from "../parts/products.js";

/** @typedef {"push" | "pull"} Kind */
/** @typedef {Kind | "number" | "choose" | "cell" | "order" | "place" | "puzzle" | "picks" | "words"} Asked */

export const PRODUCTS = { push: "Jv", pull: "uᵀJ" };
/** @type {Record<Asked, string>} */
export const QUESTIONS = {
  push: "Where does Jv end?", pull: "Where does uᵀJ point?",
  number: "Which number is it?", choose: "Which is it?",
  cell: "Which entry is it?", order: "In which order?",
  place: "Where does it belong?", puzzle: "A puzzle:", picks: "A puzzle:", words: "What do you say?",
};
/** @type {Record<Asked, string>} */
export const PROMPTS = {
  push: "Drag the dotted arrow from f(x) to where J sends v.", pull: "Drag the dotted arrow from x to where u is pulled back to.",
  number: "Type a number, such as −2, 0.5, 1/3 or 3e-4.", choose: "Choose one answer.",
  cell: "Choose an entry of the table.", order: "Move the steps up and down until they stand in the right order.",
  place: "Drag what has a ring around it to its place, or move it by the arrow keys.", puzzle: "Drag what has a ring around it, and send it where you hold the puzzle solved.",
  picks: "Choose, and send it when you hold the puzzle solved.",
  words: "Answer in a few words, on one line.",
};
/** @type {{ name: string, state: string, choices: [string, string][] }} */
export const TOPICS = {
  name: "what is asked",
  state: "About a state",
  choices: [
    ["push", "Push: where does Jv end?"],
    ["pull", "Pull: where does uᵀJ point?"],
    ["length", "A number: how long is Jv?"],
    ["pairing", "A number: what is u·(Jv)?"],
    ["entry", "A number: what does an entry of J hold?"],
    ["cell", "A cell: which entry of J tells it?"],
  ],
};

/** @param {string} title */
export const ofLesson = (title) => `From “${title}”`;

/** Letters of a question in a list. */
const SHORT = 90;
/** @param {string} ask */
export const short = (ask) => {
  const plain = ask.replaceAll("`", "");
  return plain.length > SHORT ? `${plain.slice(0, SHORT).replace(/\s+\S*$/, "")} …` : plain;
};

export const [FRESH, NOT_HERE] = [
  "The numbers are drawn anew when it is asked.",
  "This cannot be asked about the state that is shown: its number is too large to be typed.",
];

// The way in
export const [JOIN_TITLE, CODE, JOIN, NO_CODE] = [
  "Join a room",
  "Code",
  "Join",
  "A code has five letters, without vowels.",
];
/** @param {string} code */
export const back = (code) => `Go back to your room ${code}`;
export const [OPEN_TITLE, OPEN, OPENING] = [
  "Open a room",
  "Open a room",
  "The room is being opened.",
];

/** @param {string} title */
export const about = (title) => `About “${title}”, at the x that is shown:`;

// For both
export const [CONNECTING, OTHER_CODE, GONE, ENDED] = [
  "Looking for the room.",
  "Type another code",
  "There is no room with this code, or it has ended.",
  "The room has ended, and its answers are deleted.",
];
/** @param {Kind} kind @param {number} n how many inputs f has */
export const legend = (kind, n) => `
.arrow.v | v, a [tangent](cheatsheet#tangent)
.arrow.u | u, a [cotangent](cheatsheet#cotangent)
.arrow.push | Jv, its [pushforward](cheatsheet#pushforward)
.arrow.pull | uᵀJ, its [pullback](cheatsheet#pullback)
.plane .dot | x and f(x)
.plane .grid | grid around x, and its image
.plane .levels | level lines of f
.plane .curve | ${n === 1 ? "f" : "f(x + tv), which Jv touches"}
.plane .moved | f(x + v)
.arrow.guess | your answer
.cast | an answer; many of them together are stronger
.density | where many answers end
.halo | drag this to where ${PRODUCTS[kind]} ends`;

/** Why there is no stream at present; each is tried again. @type {Record<string, string>} */
const LOST = {
  away: "There is no connection to the room at present. It is tried again by itself.",
  often: "From this network wrong codes were tried too often. Wait here: it is tried again by itself.",
  crowded: "Too many are in rooms at present. Wait here: it is tried again by itself.",
  store: "The server cannot reach its rooms at present. It is tried again by itself.",
};
/** @param {string} name */
export const lost = (name) => LOST[name] ?? LOST.away;

const BUSY = {
  away: "The server cannot be reached. Try again.",
  often: "That was too often in a short time. Wait a moment, and try again.",
  crowded: "There are too many rooms or people at present. Try again later.",
  store: "The server cannot keep rooms at present: its store cannot be reached or written. Try again.",
};
const REFUSED = {
  none: GONE,
  secret: "This browser does not have the secret of this room's teacher.",
  late: "The room has gone on meanwhile. Look again, and press again if it is still wanted.",
  malformed: "The server cannot read what this page sent. Load the page again.",
  large: "The link is too long to be asked about.",
  origin: "The server takes this only from its own pages. It may stand behind a proxy that changes the Host header.",
  missing: "Rooms do not run here: the server was started without the app's own routes. `streamlit run app.py` with the Streamlit that requirements.txt names has them.",
};
/** What a request met. @type {Record<string, string>} */
const PROBLEMS = { ...BUSY, ...REFUSED };

/** @param {string} name */
export const problem = (name) => PROBLEMS[name] ?? PROBLEMS.malformed;

// For students
export const TOO_LARGE = "A room takes numbers of up to a million.";
export const [SEND, CHANGE, NOT_PLACED, SENT] = [
  "Send my answer",
  "Send the changed answer",
  "Place the arrow first.",
  "Your answer is sent. You may change it until the round is closed.",
];
/** @param {string} number as it was read */
export const sentNumber = (number) => `Your answer is sent: ${number}. You may change it until the round is closed.`;

export const [MOVED, CHANGED] = ["Moved, and not sent yet.", "Changed, and not sent yet."];

export const [SENDING, KEPT, FULL] = [
  "Your answer is being sent.",
  "Your answer is kept in this browser, and sent when there is a connection.",
  "This round has as many answers as a room can hold.",
];
/** What became of an answer that a round did not take. @type {Record<string, string>} */
const OUTCOMES = {
  late: "The round was closed before your answer came.",
  "changed-late": "The round was closed before your change came. What you had sent before counts.",
  full: FULL,
};
/** @param {string} name */
export const outcome = (name) => OUTCOMES[name] ?? problem(name);
export const [SENDING_AGAIN, ASKING] = [
  "Your answer has not reached the server yet. It is sent again by itself.",
  "The round is closed. The server is asked whether your answer came in time.",
];

/** @param {Asked} kind @param {boolean} answered */
export const closed = (kind, answered) =>
  `The round is closed${answered ? ", with your answer" : ""}. Now compare with your neighbours: ${kind === "push" || kind === "pull" ? "why does your arrow point where it does?" : "what speaks for your answer?"}`;

/** @param {number} turn */
export const turn = (turn) => (turn > 1 ? `Asked again, for the ${ordinal(turn)} time: ` : "");

/** @param {number} k */
function ordinal(k) {
  return k === 2 ? "second" : k === 3 ? "third" : `${k}th`;
}

export const NOT_ANSWERED = "You have sent no answer to this question.";

/** Characters beside an answer. */
export const MOST_WORDS = 80;
export const [BESIDE, ANSWER, NO_WORDS, WROTE, SHOW_WORDS] = [
  "In a few words, if you like",
  "Your answer",
  "Write a few words first.",
  "Below stands what was written, but for what is hidden.",
  "Show students what was written",
];
/** @param {string} title */
export const openFigure = (title) => `Open the figure that this is about: ${title}`;

// Of questions in a teacher's own words
export const OWN_WORDS = {
  group: "In your own words",
  choices: /** @type {[string, string][]} */ ([["number", "Your question, answered by a number"], ["choose", "Your question, with answers to choose from"], ["words", "Your question, answered in words"]]),
  ask: "Your question",
  truth: "The right number",
  answer: "Answer",
  right: "is right",
  right_one: "Two to six answers; mark the one that is right.",
  about: "Link to the figure that it is about, if you like; students open it in the state of the link, with what is asked for covered",
  no_ask: "Write your question first.",
  no_number: "Type the right number first, such as −2, 0.5, 1/3 or 3e-4.",
  no_choices: "Write two answers or more.",
  no_right: "Mark the answer that is right.",
};

// For teachers
export const [WRITING, WRITING_LABEL, HIDE, HIDDEN] = [
  "Let students write",
  "a few words beside an answer, which all see with the truth",
  "Hide",
  "Hidden from students",
];
/** @param {number} count */
export const written = (count) => `What students wrote: ${count === 1 ? "1 line" : `${count} lines`}. Students see them with the truth, but for those that you hide.`;
/** @param {string} line */
export const hide = (line) => `${HIDE}: ${line}`;

export const [WAY_IN, QR, COPY, COPY_TEACHER] = [
  "Students open this page by the QR code, or type the code at",
  "QR code of the link for students",
  "Copy the link for students",
  "Copy your own link",
];
export const [LINK, LOOK, BY_HAND, BY_HAND_SECRET] = [
  "Link",
  "Show it",
  "This browser lets no page copy. Copy the link from here:",
  "This browser lets no page copy. Whoever reads this link is the teacher: show it only while nobody else sees the screen, and copy it from here.",
];
export const [TEACHER_HINT, COPIED, CLOSE, REVEAL] = [
  "Your own link opens this view in another browser. Whoever has it is the teacher.",
  "Copied",
  "Close the round and show the answers",
  "Show the truth",
];
export const [AGAIN, ANOTHER, ANOTHER_LINK, NO_LINK] = [
  "Ask again",
  "Ask something else",
  "Link to a state of the Stage",
  "Paste the whole link of a Stage, as “Copy link” gives it.",
];
export const [END, SURE, STAY, SAVE, PICTURE] = [
  "End the room",
  "Delete all answers and end the room",
  "Keep the room",
  "Save as CSV",
  "Picture",
];
export const TOOLS = "what is done in the room";

/** @param {number} count */
export const answers = (count) => (count === 1 ? "1 answer" : `${count} answers`);

/** What is heard of it, as long as more may come. @param {number} count */
export const heardCount = (count) => `Answers so far: ${count}`;

/** @param {number} count @param {number} turn */
export const counted = (count, turn) => `${answers(count)}${turn > 1 ? ` in the ${ordinal(turn)} round` : ""} so far`;

/** @param {number} k @param {number} of @param {number} count */
export const titled = (k, of, count) => `${of > 1 ? (k === 0 ? "First answers" : k === 1 ? "Second answers" : `Answers ${k + 1}`) : "Answers"}: ${count}`;

/** Which coordinates a plane shows, where there are others. @param {string} letter @param {[number, number]} pair @param {number} count */
export const among = (letter, [a, b], count) => (count > 2 ? `${letter}${subscript(a + 1)}, ${letter}${subscript(b + 1)} of ${count}.` : "");

/** @param {number} off */
export const beyond = (off) => (off === 0 ? "" : off === 1 ? "One arrow ends off the plane." : `${off} arrows end off the plane.`);

/** @param {number} off */
export const pointsBeyond = (off) => (off === 0 ? "" : off === 1 ? "One answer is off the plane." : `${off} answers are off the plane.`);

/** @type {Record<Asked, string>} */
export const GROUPS = {
  push: "Which mistake would explain them", pull: "Which mistake would explain them",
  number: "Which mistake would explain them", choose: "What is right or wrong with each",
  cell: "What each entry tells", order: "Which step stands too early",
  place: "Which mistake would explain them", puzzle: "Who solved it, and which mistake would explain the others",
  picks: "Who solved it, and which mistake would explain the others",
  words: "",
};
/** @type {Record<Asked, string>} */
export const GROUP = { push: "Nearest to", pull: "Nearest to", number: "Near to", choose: "Answer", cell: "Entry", order: "Answer", place: "Near to", puzzle: "Answer", picks: "Answer", words: "" };

// Of puzzles
export const [SOLVED, UNSOLVED, TARGET_NAME, NOT_MOVED] = ["Solved", "Not solved", "target", "Move it first."];
export const [NOT_CHOSEN, NOT_DONE, UNDO, MULTIPLY, STONES] = [
  "Choose something first.",
  "Multiply until one is left.",
  "Undo",
  "multiply two neighbours",
  "states that can keep a stone",
];
/** @param {string} noun @param {number} count */
const many = (noun, count) => `${grouped(count)} ${plural(noun, count)}`;
/** @param {string} left @param {string} right */
export const multiply = (left, right) => `multiply ${left} and ${right}`;
/** @param {number} k */
export const state = (k) => `x${subscript(k)}`;
/** @param {number} k */
export const column = (k) => `colour of column ${k}`;
/** @param {number} k */
export const row = (k) => `colour of row ${k}`;
/** @param {number} count @param {number} held */
export const multiplied = (count, held) => `${many("multiplication", count)}, ${grouped(held)} held at most`;
/** @param {number} again @param {number} slots */
export const kept = (again, slots) => `${many("step", again)} recomputed, ${many("slot", slots)}`;
/** @param {number} products @param {number} mixed */
export const coloured = (products, mixed) => `${many("product", products)}, ${mixed === 0 ? "no entry mixed" : mixed === 1 ? "1 entry mixed" : `${mixed} entries mixed`}`;
/** @param {number[]} at */
export const stones = (at) => (at.length ? `Stones at ${listed(at.map(state))}` : "No stones");
/** @param {number[][]} pushes @param {number[][]} pulls */
export const groups = (pushes, pulls) => {
  const sets = (/** @type {number[][]} */ of) => of.map((group) => `{${group.map((k) => k + 1).join(" ")}}`).join(" ");
  return [pushes.length ? `Pushes of columns ${sets(pushes)}` : "", pulls.length ? `pulls of rows ${sets(pulls)}` : ""].filter(Boolean).join(", ");
};
export const TRUE_PULL = "in truth";
/** @param {[string, number[]][]} hands */
export const placed = (hands) => hands.map(([name, numbers]) => `${name} = ${numerals(numbers)}`).join(", ");
/** @param {string[]} names @param {number[]} numbers */
export const solutionAt = (names, numbers) => names.map((name, k) => `${name} = ${numeral(numbers[k])}`).join(", ");
/** @param {number} slope */
export const slope = (slope) => `dx/dp = ${Number.isFinite(slope) ? numeral(slope) : "not known here"}`;
/** @param {string} text */
export const solution = (text) => `A solution: ${text}`;
/** @param {number[]} jacobian row by row @param {number} n */
const rows = (jacobian, n) => `J has the rows ${listed(Array.from({ length: jacobian.length / n }, (_, i) => numerals(jacobian.slice(i * n, (i + 1) * n))))}`;

/** @param {string[]} names */
function listed(names) {
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names.join();
}

/**
 * The numbers where hands are: all of a vector, where a plane shows two of them.
 * @param {import("../parts/measures.js").At & { pairing: number }} at
 * @param {"push" | "pull" | "both"} mode
 * @param {boolean} rule whether uᵀJ is that of a rule
 */
export function numbers({ x, v, u, jacobian, push, pull, pairing }, mode, rule) {
  const hides = x.length > 2 || u.length > 2;
  /** @type {[string, number[]][]} */
  const vectors = [...(mode === "pull" ? [] : /** @type {[string, number[]][]} */ ([["v", v], ["Jv", push]])), ...(mode === "push" ? [] : /** @type {[string, number[]][]} */ ([["u", u], ["uᵀJ", pull]]))];
  return [
    rows(jacobian, x.length),
    ...(hides ? [placed(vectors)] : []),
    ...(mode === "both" ? [`u·(Jv) = ${numeral(pairing)}`] : []),
    ...(rule ? [`(uᵀJ)·v = ${numeral(dot(pull, v))}`] : []),
  ].join("; ");
}

export const CURVE_TITLE = "Solutions";
export const CURVE_LEGEND = `
.plane .level | the solutions
.plane .dot | the one that is chosen
.cast | one that somebody has chosen
.density | where many answers are
.halo | drag this`;
/** @param {string[]} hands @param {number} n how many inputs f has @param {boolean} target */
export const puzzleLegend = (hands, n, target) => `
.arrow.v | v, a [tangent](cheatsheet#tangent)
.arrow.u | u, a [cotangent](cheatsheet#cotangent)
.arrow.push | Jv, its [pushforward](cheatsheet#pushforward)
.arrow.pull | uᵀJ, its [pullback](cheatsheet#pullback)${target ? "\n.arrow.ghost | the target" : "\n.arrow.ghost | uᵀJ in truth"}
.plane .dot | x and f(x)
.plane .grid | grid around x, and its image
.plane .curve | ${n === 1 ? "f" : "f(x + tv), which Jv touches"}
.plane .moved | f(x + v)
.cast | where somebody has put ${hands.join(" or ")}
.density | where many answers end
.halo | drag this`;

export const OTHER = "none of these";

/** @param {string} truth */
export const rightNear = (truth) => `${truth}, which is right`;

// Of orders and places
export const RIGHT_ORDER = "The right order";
/** @param {string} letter */
export const early = (letter) => `${letter} stands too early`;
/** @param {number} others @param {number} given */
export const others = (others, given) => `${others === 1 ? "Another one" : `${others} others`}: ${answers(given)}.`;
/** @param {string} name @param {number} count */
export const spots = (name, count) => `where ${name} was placed: ${answers(count)}`;

/** @param {string} answer */
export const cardTruth = (answer) => `Right is: ${answer}`;

/** @param {string} name @param {number} row @param {number} column @param {string} number */
export const entry = (name, row, column, number) => `row ${row}, column ${column} of ${name}: ${number}`;

// What all have answered
export const [RIGHT, OWN, TRUTH, OWN_SHORT] = ["right", "your answer", "right", "yours"];

/**
 * @param {string} name
 * @param {number} row
 * @param {number} column
 * @param {string} number
 * @param {number | null} count
 * @param {Record<string, string>} on
 */
export const heard = (name, row, column, number, count, on) =>
  [entry(name, row, column, number), count === null ? "" : answers(count), on["data-right"] === "true" ? RIGHT : "", on["data-own"] === "true" ? OWN : ""]
    .filter(Boolean)
    .join(", ");

/** @param {[number, string][]} found how many are near which number */
export const columns = (found) => (found.length ? `How many answers are near which number: ${found.map(([count, near]) => `${count} near ${near}`).join(", ")}` : "No answers");

/** @param {number} below @param {number} above */
export const outside = (below, above) =>
  [below && `${answers(below)} lower than what is drawn`, above && `${answers(above)} higher than what is drawn`].filter(Boolean).join(", ");

/** @param {Kind} kind */
export const right = (kind) => `${PRODUCTS[kind]}, within a tenth of its length`;

/** What a mistake is called, by the name of its arrow; without one, the name alone. @type {Record<Kind, Record<string, string>>} */
export const MISTAKES = {
  push: {
    "Jᵀv": "Jᵀv, the transposed product",
    "−Jv": "−Jv, the wrong sense",
    v: "v itself, copied",
    Ju: "Ju, u in the place of v",
    "f(x+v) − f(x)": "f(x + v) − f(x), the whole step",
    "J(v/‖v‖)": "J(v/‖v‖), a v of length 1",
    columns: "the sum of the columns, without weights",
  },
  pull: {
    Ju: "Ju, the transposed product",
    "−uᵀJ": "−uᵀJ, the wrong sense",
    "pinv(J)u": "pinv(J)u, a step that would move f(x) by u",
    u: "u itself, copied",
    "vᵀJ": "vᵀJ, v in the place of u",
    "(u/‖u‖)ᵀJ": "(u/‖u‖)ᵀJ, a u of length 1",
    rows: "the sum of the rows, without weights",
  },
};

/** @param {number} count @param {number} all */
export const share = (count, all) => `${count} of ${all}`;

/** @param {Kind} kind @param {number[]} vector all of it, whatever a plane shows */
export const truth = (kind, vector) => `${PRODUCTS[kind]} = ${vectorText(vector)}`;

export const COLUMNS = ["question", "round", "across", "up", "answer", "nearest to", "words"];

/** @param {string} code */
export const file = (code) => `push-and-pull-room-${code}`;
