/**
 * The table of slopes at x: from either side, by forward and reverse mode, and mended.
 */

import { html, set, show } from "../parts/dom.js";

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {[string, string]} cells
 * @property {string} [role] "modes" where the columns are forward and reverse mode
 */

/** @param {string[]} names of the rows there may be */
export function createTable(names) {
  const rows = names.map((name) => {
    const head = html("th", { scope: "row" });
    const cells = [0, 1].map((k) => html("td", { "data-name": `${name} ${k + 1}` }));
    return { name, head, cells, element: html("tr", { class: name }, head, ...cells) };
  });
  const caption = html("caption", { class: "title" });
  const element = html("table", { class: "readings" }, caption, html("tbody", {}, ...rows.map((row) => row.element)));
  element.dataset.fold = "";
  return {
    element,
    /**
     * @param {string} title
     * @param {Record<string, { head: string, cells: [string, string] } | null>} shown
     */
    draw(title, shown) {
      set(caption, "text", title);
      for (const row of rows) {
        const now = shown[row.name];
        show(row.element, now !== null);
        if (!now) continue;
        set(row.head, "text", now.head);
        row.cells.forEach((cell, k) => set(cell, "text", now.cells[k]));
      }
    },
  };
}
