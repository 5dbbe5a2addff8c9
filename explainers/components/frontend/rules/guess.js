/**
 * Which referees notice a rule, and what those do who expect others to. No DOM.
 */

import { norm } from "../parts/products.js";
import * as words from "./words.js";

/** @typedef {import("./judge.js").Lights} Lights */
/** @typedef {keyof typeof words.NOTICED} Notice */

/**
 * Who notices that something is wrong: none, all, check_grads alone, or others together.
 * @param {Lights} lights
 * @returns {Notice}
 */
export function noticed({ adjoint, remainder, checked }) {
  const seen = [adjoint, remainder, checked].map((light) => Number(light === "fail")).join("");
  return /** @type {Record<string, Notice>} */ ({ "000": "none", 111: "all", "001": "checked" })[seen] ?? "mixed";
}

/**
 * Why it is as it is.
 * @param {Notice} truth
 * @param {{ rule: string, v: number[], u: number[] }} asked
 * @param {{ forwards: number, backwards: number }} sides
 */
export function reason(truth, { rule, v, u }, sides) {
  const { RIGHT, PASSED, ALL, IDLE, BLIND } = words.REASONS;
  if (truth === "none") return rule === "right" ? RIGHT : PASSED;
  if (truth === "all") return ALL(sides);
  if (truth === "mixed") return "";
  return norm(v) === 0 || norm(u) === 0 ? IDLE : BLIND;
}
