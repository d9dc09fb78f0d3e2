import type { EpochMs } from "#core/time";
import { askedMoment, hrefAt, momentText } from "./replay-address.ts";

/** Shows another moment on the same page; the way back in the browser is not filled with every step. */
export function goToMoment(at: EpochMs): void {
  const { pathname, search, hash } = window.location;
  const rollout = askedMoment(pathname, new URLSearchParams(search))?.rollout ?? null;
  window.history.replaceState(null, "", hrefAt(`${pathname}${search}${hash}`, { at: momentText(at), rollout }));
}
