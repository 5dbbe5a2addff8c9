import { entriesOf } from "../../explainers/components/frontend/parts/legend.js";
import { LINES } from "../../explainers/components/frontend/parts/picture.js";

/**
 * What two planes draw that their legend has no entry for.
 * @param {import("../../explainers/components/frontend/parts/picture.js").Scene[]} scenes of the input and the output plane
 * @param {string} legend
 */
export function unnamed(scenes, legend) {
  const marks = entriesOf(legend).flatMap(({ mark }) => mark.split(", "));
  return scenes.flatMap((scene, k) => {
    const plane = ["input", "output"][k];
    const parts = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (scene));
    const drawn = [
      ...LINES.filter((name) => typeof parts[name] === "string" && parts[name] !== "").map((name) => `.${name}`),
      ...scene.arrows.map(({ id }) => `.arrow.${id}`),
      ...(scene.moved ? [".moved"] : []),
      ".dot",
    ];
    return drawn
      .filter((one) => !marks.some((mark) => covers(mark, one, plane)))
      .map((one) => `${plane} ${one}`);
  });
}

/** Whether an entry is of what is drawn in a plane. @param {string} mark @param {string} one @param {string} plane */
function covers(mark, one, plane) {
  const parts = mark.split(" ");
  const where = parts.find((part) => part.startsWith(".plane.")) ?? `.plane.${plane}`;
  return where === `.plane.${plane}` && parts[parts.length - 1].replace(/^path/, "") === one;
}
