/**
 * Where J, its heads and its products stand, in pixels. No DOM.
 */

/** @typedef {import("./judge.js").Way} Way */
/** @typedef {[number, number]} Spot */

/** From which width the products stand beside J, if its cells leave room for them. */
const WIDE = 520;
/** Below which rows are a little lower there: beside them stands a column of its own. */
const ROOMY = 560;
const [NARROWEST, WIDEST] = [26, 48];
/** Height of the heads of columns, of the titles, and of the names of products. */
export const [HEAD, TITLE, NAME] = [46, 24, 22];

/**
 * @typedef {object} Layout
 * @property {number} width
 * @property {number} height
 * @property {boolean} beside whether the products stand beside J
 * @property {number} w of a cell
 * @property {number} h of a cell
 * @property {Spot} at where J begins
 * @property {Spot} pushes where the products of pushes begin, one a column
 * @property {Spot} pulls where those of pulls begin, one a row
 * @property {Spot[]} columns the middle of each column's head
 * @property {Spot[]} rows the middle of each row's head
 */

/**
 * @param {{ n: number, m: number, way: Way, pulls: number, graph: boolean }} of
 * @param {number} width
 * @param {boolean} [coarse] whether fingers are to hit the heads
 * @returns {Layout}
 */
export function layout({ n, m, way, pulls, graph }, width, coarse = false) {
  const side = way === "rows" || way === "both" ? 62 : 30;
  const gap = way === "rows" ? 50 : 40;
  const wide = width >= WIDE && (width - side - gap) / (2 * n) >= NARROWEST;
  const room = wide ? (width - side - gap) / (2 * n) : (width - side - 2) / n;
  const w = Math.max(NARROWEST, Math.min(WIDEST, Math.floor(room)));
  const h = coarse ? 34 : wide && width < ROOMY ? 28 : 30;
  const top = TITLE + HEAD;
  /** @type {Spot} */
  const at = [side, top];
  const below = top + m * h + TITLE + NAME + 10;
  /** @type {Spot} */
  let pulled = wide ? [side + n * w + gap, top] : [side, below];
  /** @type {Spot} */
  let pushed = wide ? [side + n * w + gap, top] : [side, below];
  let height = wide ? top + m * h : below + m * h;
  if (way === "both") {
    const room = Math.max(1, pulls) * h;
    pulled = [side, below - NAME];
    pushed = wide ? pushed : [side, below + room + TITLE];
    height = wide ? below - NAME + room : below + room + TITLE + m * h;
  }
  /** @type {(count: number) => Spot[]} */
  const circle = (count) => {
    const [x, y] = [side + (n * w) / 2, top - HEAD + (m * h + HEAD) / 2];
    const radius = Math.min((n * w) / 2 - 16, (m * h + HEAD) / 2 - 24);
    return Array.from({ length: count }, (_, k) => {
      const angle = (2 * Math.PI * k) / count - Math.PI / 2;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
  };
  const ofRows = way === "rows";
  return {
    width: wide ? side + 2 * n * w + gap : side + n * w,
    height: height + 6,
    beside: wide,
    w,
    h,
    at,
    pushes: pushed,
    pulls: pulled,
    columns: graph && !ofRows ? circle(n) : Array.from({ length: n }, (_, j) => [side + (j + 0.5) * w, top - HEAD / 2]),
    rows: graph && ofRows ? circle(m) : Array.from({ length: m }, (_, i) => [side / 2, top + (i + 0.5) * h]),
  };
}

/**
 * Where the number of an entry stands among the products.
 * @param {Layout} of
 * @param {import("./judge.js").Source} source
 * @param {[number, number]} entry
 * @returns {Spot}
 */
export function slot({ w, h, pushes, pulls }, { kind, place }, [i, j]) {
  if (kind === "pull") return [pulls[0] + j * w, pulls[1] + place * h];
  return [pushes[0] + place * w, pushes[1] + (kind === "push" ? i : j) * h];
}

/** @param {Layout} of @param {[number, number]} entry @returns {Spot} */
export const cell = ({ at, w, h }, [i, j]) => [at[0] + j * w, at[1] + i * h];
