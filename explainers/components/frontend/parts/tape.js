/**
 * Replays the program of f and J that JAX derived (tape.py): a flat list of scalar
 * operations on typed slots. Nothing is differentiated here.
 */

/** @typedef {import("./data.d.ts").Tape} TapeJson */

/**
 * @typedef {object} Tape
 * @property {number} n
 * @property {number} m
 * @property {Float64Array} slots inputs, then constants, then results
 * @property {Int32Array} program four numbers an operation: code and three arguments
 * @property {Int32Array} value
 * @property {Int32Array} jacobian
 */

/** The position of a name is its code in `replay`. */
export const NAMES = (
  "add sub mul div pow max min atan2 rem neg abs sign sqrt cbrt exp expm1 log log1p " +
  "sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh floor ceil " +
  "eq ne lt le gt ge and or not is_finite select"
).split(" ");

/**
 * @param {TapeJson} json
 * @returns {Tape}
 */
export function load(json) {
  const first = json.inputs + json.constants.length;
  const slots = new Float64Array(first + json.operations.length);
  slots.set(json.constants, json.inputs);
  const program = new Int32Array(4 * json.operations.length);
  json.operations.forEach(([name, ...slot], i) => {
    const code = NAMES.indexOf(name);
    if (code < 0) throw new Error(`no operation ${name}`);
    program.set([code, ...slot], 4 * i);
  });
  return {
    n: json.inputs,
    m: json.value.length,
    slots,
    program,
    value: Int32Array.from(json.value),
    jacobian: Int32Array.from(json.jacobian),
  };
}

/**
 * Runs the program at x; `tape.slots` then holds f(x) and J(x) at the named slots.
 * @param {Tape} tape
 * @param {ArrayLike<number>} x
 */
export function replay(tape, x) {
  const { slots: s, program, n } = tape;
  for (let i = 0; i < n; i++) s[i] = x[i];
  let out = s.length - program.length / 4;
  for (let i = 0; i < program.length; i += 4) {
    const a = s[program[i + 1]];
    const b = s[program[i + 2]];
    /** @type {number} */
    let r;
    switch (program[i]) {
      case 0: r = a + b; break;
      case 1: r = a - b; break;
      case 2: r = a * b; break;
      case 3: r = a / b; break;
      case 4: r = a === 1 || b === 0 ? 1 : a ** b; break;
      case 5: r = Math.max(a, b); break;
      case 6: r = Math.min(a, b); break;
      case 7: r = Math.atan2(a, b); break;
      case 8: r = a % b; break;
      case 9: r = -a; break;
      case 10: r = Math.abs(a); break;
      case 11: r = Math.sign(a); break;
      case 12: r = Math.sqrt(a); break;
      case 13: r = Math.cbrt(a); break;
      case 14: r = Math.exp(a); break;
      case 15: r = Math.expm1(a); break;
      case 16: r = Math.log(a); break;
      case 17: r = Math.log1p(a); break;
      case 18: r = Math.sin(a); break;
      case 19: r = Math.cos(a); break;
      case 20: r = Math.tan(a); break;
      case 21: r = Math.asin(a); break;
      case 22: r = Math.acos(a); break;
      case 23: r = Math.atan(a); break;
      case 24: r = Math.sinh(a); break;
      case 25: r = Math.cosh(a); break;
      case 26: r = Math.tanh(a); break;
      case 27: r = Math.asinh(a); break;
      case 28: r = Math.acosh(a); break;
      case 29: r = Math.atanh(a); break;
      case 30: r = Math.floor(a); break;
      case 31: r = Math.ceil(a); break;
      case 32: r = a === b ? 1 : 0; break;
      case 33: r = a !== b ? 1 : 0; break;
      case 34: r = a < b ? 1 : 0; break;
      case 35: r = a <= b ? 1 : 0; break;
      case 36: r = a > b ? 1 : 0; break;
      case 37: r = a >= b ? 1 : 0; break;
      case 38: r = a && b ? 1 : 0; break;
      case 39: r = a || b ? 1 : 0; break;
      case 40: r = a ? 0 : 1; break;
      case 41: r = Number.isFinite(a) ? 1 : 0; break;
      default: r = a ? s[program[i + 3]] : b;
    }
    s[out++] = r;
  }
}

/**
 * Numbers that stand at some slots after a replay.
 * @param {Tape} tape
 * @param {Int32Array} where
 * @returns {number[]}
 */
export function read(tape, where) {
  return Array.from(where, (slot) => tape.slots[slot]);
}
