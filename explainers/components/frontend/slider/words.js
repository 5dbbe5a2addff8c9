/** What the sliders say. */

/** @param {string} name */
export const slider = (name) => `${name}, slider`;

/** @param {[number, number]} track */
export const whole = ([low, high]) => `A whole number from ${low} to ${high}.`;

export const TYPE = "Type a number; arrow keys step by 0.1, with Shift by 0.01, Page keys by 1";
export const TYPE_WHOLE = "Type a whole number; arrow keys step by one";
