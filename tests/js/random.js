/**
 * Numbers between −2 and 2 that are the same each time (mulberry32).
 * @param {number} seed
 * @returns {(count: number) => number[]}
 */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return (count) => Array.from({ length: count }, () => 4 * next() - 2);

  function next() {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 15), z | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  }
}
