/** What is said to somebody who types a number. */

import { numeral } from "./format.js";

/** @param {string} name of what is typed */
export const typing = (name) => `type ${name}`;

export const OFFER = "Click to type a number, or press Enter on the slider";
export const OFFER_HERE = "Drag sideways, or press to type a number; on the keyboard, Enter";
export const NO_NUMBER = "Not a number.";
export const TOO_LARGE = "At most a million.";

/** @param {[number, number]} ends */
export const between = ([low, high]) => `From ${numeral(low)} to ${numeral(high)}.`;
