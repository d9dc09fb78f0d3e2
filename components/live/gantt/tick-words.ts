import type { Zoom } from "#core/sprint/gantt";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** "3 Nov", or "November 2025" where a step is a month. */
export function tickWords(at: number, zoom: Zoom): string {
  return (zoom === "month" ? MONTH : DAY).format(at);
}
