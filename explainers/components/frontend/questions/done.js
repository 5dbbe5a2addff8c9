/**
 * What a reader has done, where pages are listed: in the menu, and on the cards of the first page.
 * The server does not know it, so it is written by a style sheet of the browser's own.
 */

/** @typedef {import("./record.js").Done} Done */
/** @typedef {import("./data.d.ts").Said} Said */

/** @type {CSSStyleSheet | null} */
let sheet = null;

/**
 * What was done on a page, in words.
 * @param {Done} done
 * @param {Said} said
 */
export function doneText({ answered, predicted, solved }, said) {
  const told = [
    ...(answered ? [said.answered] : []),
    ...(predicted ? [said.predicted] : []),
    ...(solved ? [said.solved.replace("{solved}", String(Math.min(solved, said.puzzles))).replace("{all}", String(said.puzzles))] : []),
  ];
  return told.join(" · ") || said.visited;
}

/**
 * The sheet that says it. That the page at hand was opened need not be said in the menu.
 * @param {Record<string, Done>} all by page
 * @param {Said} said
 * @param {string} here the page at hand
 */
export function sheetOf(all, said, here) {
  return Object.entries(all).map(([page, done]) => {
    const text = doneText(done, said);
    const listed = page === here && text === said.visited ? "" : after(`.st-key-frame-menu a[href$="${page}"] p`, ` ${text}`);
    return listed + after(`.st-key-home-card-${page} > :last-child p`, ` · ${text}`);
  }).join("");
}

/** @param {string} place @param {string} text */
function after(place, text) {
  return `${place}::after{content:${JSON.stringify(text)};font-size:.875rem;color:color-mix(in srgb,currentColor 75%,transparent)}`;
}

/** Shows it on the page. @param {string} text */
export function show(text) {
  sheet ??= new CSSStyleSheet();
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  sheet.replaceSync(text);
}
