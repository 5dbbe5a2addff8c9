/** What a reader sees beside the link, and where a lecture is shown. */

export const LINK = { copied: "Copied", selected: "The link is selected: copy it from here" };

/** The button that shows the figure as large as the screen, and that goes back. */
export const [ENTER, LEAVE] = ["Present", "Leave (Esc)"];

export const LECTURE = "Lecture";
export const BEFORE = "Previous";
export const AFTER = "Next";
export const BLANK = "The screen is blank. Any key shows it again.";
export const CLOCK = "Time since this began";

/** @param {[number, number]} place */
export function place([at, of]) {
  return `${at} of ${of}`;
}

/** Seconds as minutes and seconds. @param {number} seconds */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
