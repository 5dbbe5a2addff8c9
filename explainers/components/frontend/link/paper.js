/**
 * Charts keep on paper the size that they had on a screen, which may be wider: each is told how
 * much smaller it is printed.
 */

import { PAPER } from "../parts/sizes.js";
import { CHART } from "../saving/buttons.js";

/** @param {AbortSignal} signal */
export function fitsPaper(signal) {
  window.addEventListener("beforeprint", () => {
    for (const chart of document.querySelectorAll(CHART)) {
      if (chart instanceof HTMLElement && chart.clientWidth) {
        chart.style.setProperty("--paper", String(Math.min(1, PAPER / chart.clientWidth)));
      }
    }
  }, { signal });
}
