import { isoText, NO_DATE } from "#core/iso-text";
import { readMomentText } from "#core/moment-text";
import type { EpochMs } from "#core/time";
import { ownPath } from "./site.ts";

/** What an address asks for: `at` as it is written there, and another rollout than the one that runs. */
export type AskedMoment = { readonly at: string; readonly rollout: string | null };

const AT = "at";
const ROLLOUT = "rollout";
/** Pages that are not of the rollout's past: accounts, the demo's switches, the list of rollouts. */
const ALWAYS_LIVE = /^\/(settings|demo|rollouts)(\/|$)/;

/** The moment that a page's address asks for; null for a live page. */
export function askedMoment(path: string, query: { get(name: string): string | null }): AskedMoment | null {
  const at = query.get(AT);
  return at === null || ALWAYS_LIVE.test(path) ? null : { at, rollout: query.get(ROLLOUT) };
}

/** Whether a page shows the rollout, and so has a past. */
export function hasPast(path: string): boolean {
  return !ALWAYS_LIVE.test(path);
}

/** A moment as an address holds it: `2025-11-02T18:05:00Z`. */
export function momentText(at: EpochMs): string {
  return `${isoText(Math.round(at), "millisecond") ?? NO_DATE}Z`.replace(".000Z", "Z");
}

/** A moment of an address in epoch ms; null for what is none. */
export function momentFrom(text: string): EpochMs | null {
  const at = readMomentText(text);
  return typeof at === "number" ? at : null;
}

/** `href` within this site, at that moment (null: live); its other parameters stay. */
export function hrefAt(href: string, moment: AskedMoment | null): string {
  const { pathname, searchParams, hash } = new URL(href, "http://holdpoint");
  const wanted = hasPast(pathname) ? moment : null;
  set(searchParams, AT, wanted?.at ?? null);
  set(searchParams, ROLLOUT, wanted?.rollout ?? null);
  // colons are allowed in a query, and easier to read than %3A
  const query = searchParams.toString().replaceAll("%3A", ":");
  return `${pathname}${query === "" ? "" : `?${query}`}${hash}`;
}

function set(query: URLSearchParams, name: string, value: string | null): void {
  if (value === null) query.delete(name);
  else query.set(name, value);
}

/**
 * Where a link leads during a replay: to the same moment, as a path of ours. Null for one that is left alone: to another site, to the API, to a
 * place on the same page.
 */
export function keptHref(
  href: string,
  here: { readonly origin: string; readonly href: string; readonly base?: string },
  moment: AskedMoment,
): string | null {
  if (!URL.canParse(href, here.href)) return null;
  const to = new URL(href, here.href);
  const from = new URL(here.href);
  const path = ownPath(to.pathname, here.base);
  if (to.origin !== here.origin || /^\/(api|sign-in|schema)(\/|$)/.test(path)) return null;
  if (to.hash !== "" && to.pathname === from.pathname && to.search === from.search) return null;
  return hrefAt(`${path}${to.search}${to.hash}`, moment);
}
