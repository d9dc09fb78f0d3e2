import { createElement, type ReactElement } from "react";
import { renderToString } from "react-dom/server";

/**
 * Process of the `sampler` bench: renders pages of 1,000 targets to text as a web side under load does, in bursts of
 * 300 ms with 20 ms between them, so that one core is busy nine tenths of the time. Ends with its parent.
 */
const BURST_MS = 300;
const PAUSE_MS = 20;
let rendered = 0;

function page(): ReactElement {
  const rows = Array.from({ length: 1_000 }, (_, i) =>
    createElement(
      "tr",
      { key: i },
      createElement("td", null, `target-${i}`),
      createElement("td", { className: "num" }, (i * 7.3).toFixed(1)),
      createElement("td", null, i % 9 === 0 ? "down" : "up"),
    ),
  );
  return createElement("main", null, createElement("table", null, createElement("tbody", null, rows)));
}

function burst(): void {
  const until = performance.now() + BURST_MS;
  while (performance.now() < until) {
    renderToString(page());
    rendered++;
  }
  setTimeout(burst, PAUSE_MS);
}

process.on("disconnect", () => process.exit(0));
process.on("message", () => process.send?.({ rendered }));
burst();
