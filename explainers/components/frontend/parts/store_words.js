/**
 * What is wrong with the place of what a browser keeps.
 */

export const TROUBLES = {
  "": "",
  forbidden: "This browser lets the page keep nothing: what you do here holds until you leave it.",
  full: "This browser has no room left: what you do from now on holds until you leave the page.",
  later: "What this browser has kept is of a later version of this page. It is left as it is; what you do now holds until you leave.",
  broken: "What this browser had kept could not be read, and is begun anew.",
};
