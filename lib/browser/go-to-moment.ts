import type { EpochMs } from "#core/time";
import { askedMoment, hrefAt, momentText } from "./replay-address.ts";
import { ownPath, sitePath } from "./site.ts";

/** Shows another moment on the same page; the way back in the browser is not filled with every step. */
export function goToMoment(at: EpochMs): void {
  const { search, hash } = window.location;
  const path = ownPath(window.location.pathname);
  const rollout = askedMoment(path, new URLSearchParams(search))?.rollout ?? null;
  window.history.replaceState(null, "", sitePath(hrefAt(`${path}${search}${hash}`, { at: momentText(at), rollout })));
}
