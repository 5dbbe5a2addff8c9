/**
 * Which products a colouring makes, which entries of J they tell, and which they mix: the same as
 * in colouring.py, for a hand that moves. No DOM.
 */

/** @typedef {import("./data.d.ts").State} State */
/** @typedef {State["way"]} Way */
/** @typedef {number[][]} Rows for each row its columns that may hold something */
/** @typedef {{ kind: "push" | "pull" | "mirror", place: number }} Source */
/** @typedef {{ columns: number[], rows: number[] }} Coloured */

/**
 * @typedef {object} Judged
 * @property {number[][]} pushes the columns of each
 * @property {number[][]} pulls the rows of each
 * @property {Map<string, Source>} told by the entry, as `keyOf` has it
 * @property {[number, number][]} mixed row by row
 * @property {number} products
 */

/** @param {number} i @param {number} j */
export const keyOf = (i, j) => `${i},${j}`;

/** @param {Rows} rows @param {number} n @returns {Rows} */
export function transposed(rows, n) {
  return Array.from({ length: n }, (_, j) => rows.flatMap((row, i) => (row.includes(j) ? [i] : [])));
}

/** @param {Rows} rows @returns {[number, number][]} */
export const entriesOf = (rows) => rows.flatMap((row, i) => row.map((j) => /** @type {[number, number]} */ ([i, j])));

/**
 * What shares a product, in the order of the first of each: what holds nothing is in none.
 * @param {number[]} colours
 * @param {Rows} lines what each holds
 * @param {(place: number) => boolean} alone whether what has no colour has a product
 */
function groups(colours, lines, alone) {
  /** @type {Map<number, number[]>} */
  const found = new Map();
  colours.forEach((colour, place) => {
    if (!lines[place].length || (!colour && !alone(place))) return;
    const key = colour || -1 - place;
    found.set(key, [...(found.get(key) ?? []), place]);
  });
  return [...found.values()];
}

/** @param {number[][]} products the product of each place */
function placesOf(products) {
  return new Map(products.flatMap((group, product) => group.map((place) => /** @type {[number, number]} */ ([place, product]))));
}

/**
 * Whether nothing else of a line comes into the same product.
 * @param {number[]} line
 * @param {Map<number, number>} product
 * @param {number} one
 */
const alone = (line, product, one) => line.every((other) => other === one || product.get(other) !== product.get(one));

/**
 * By columns or by rows what has no colour has a product of its own, if it holds anything. By both a row without a
 * colour is not pulled, and a column without one is pushed alone if the pulls leave something open.
 * @param {Rows} rows
 * @param {Way} way
 * @param {Coloured} coloured
 * @returns {Judged}
 */
export function judged(rows, way, coloured) {
  const columns = transposed(rows, coloured.columns.length);
  const entries = entriesOf(rows);
  const pulls = way === "columns" || way === "symmetric" ? [] : groups(coloured.rows, rows, () => way === "rows");
  const pulled = placesOf(pulls);
  /** @type {Map<string, Source>} */
  const told = new Map();
  for (const [i, j] of entries) {
    const place = pulled.get(i);
    if (place !== undefined && alone(columns[j], pulled, i)) told.set(keyOf(i, j), { kind: "pull", place });
  }
  const open = (/** @type {number} */ j) => way !== "both" || columns[j].some((i) => !told.has(keyOf(i, j)));
  const pushes = way === "rows" ? [] : groups(coloured.columns, columns, open);
  const pushed = placesOf(pushes);
  for (const [i, j] of entries) {
    const [place, across] = [pushed.get(j), pushed.get(i)];
    if (place !== undefined && alone(rows[i], pushed, j)) told.set(keyOf(i, j), { kind: "push", place });
    else if (way === "symmetric" && across !== undefined && alone(rows[j], pushed, i)) {
      told.set(keyOf(i, j), { kind: "mirror", place: across });
    }
  }
  const mixed = entries.filter(([i, j]) => !told.has(keyOf(i, j)));
  return { pushes, pulls, told, mixed, products: pushes.length + pulls.length };
}

/**
 * How many products there are without any colours.
 * @param {Rows} rows
 * @param {number} n
 * @param {Way} way
 */
export function oneEach(rows, n, way) {
  return judged(rows, way, { columns: Array(n).fill(0), rows: rows.map(() => 0) }).products;
}

/**
 * What is added up in a mixed entry: the columns of its row that share its push or, without a push,
 * the rows of its column that share its pull; of what is in neither, nothing.
 * @param {Rows} rows
 * @param {Judged} found
 * @param {[number, number]} entry
 * @returns {{ line: "columns" | "rows", of: number[] }}
 */
export function mixture(rows, { pushes, pulls }, [i, j]) {
  const push = pushes.find((group) => group.includes(j));
  if (push) return { line: "columns", of: push.filter((k) => rows[i].includes(k)) };
  const pull = pulls.find((group) => group.includes(i)) ?? [];
  return { line: "rows", of: pull.filter((k) => rows[k].includes(j)) };
}

/**
 * The numbers of the products, from J.
 * @param {number[][]} jacobian
 * @param {Judged} found
 */
export function productsOf(jacobian, { pushes, pulls }) {
  const n = jacobian[0]?.length ?? 0;
  const sum = (/** @type {number[]} */ terms) => terms.reduce((all, term) => all + term, 0);
  return {
    pushes: pushes.map((group) => jacobian.map((row) => sum(group.map((j) => row[j])))),
    pulls: pulls.map((group) => Array.from({ length: n }, (_, j) => sum(group.map((i) => jacobian[i][j])))),
  };
}

/** J with a 0 outside of its pattern. @param {Rows} rows @param {number[][]} jacobian */
export const within = (rows, jacobian) => jacobian.map((row, i) => row.map((z, j) => (rows[i].includes(j) ? z : 0)));
