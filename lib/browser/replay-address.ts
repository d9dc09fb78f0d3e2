import type { EpochMs } from "#core/time";

const NAME = "at";
/** Pages that are not of the rollout's past: accounts, the demo's switches, the list of rollouts. */
const ALWAYS_LIVE = /^\/(settings|demo|rollouts)(\/|$)/;

/** The moment that a page's address asks for, as it is written there; null for a live page. */
export function askedMoment(path: string, query: { get(name: string): string | null }): string | null {
  return ALWAYS_LIVE.test(path) ? null : query.get(NAME);
}

/** A moment as an address holds it: `2025-11-02T18:05:00Z`. */
export function momentText(at: EpochMs): string {
  return new Date(Math.round(at)).toISOString().replace(".000Z", "Z");
}

/** A moment of an address in epoch ms; null for what is none. */
export function momentFrom(text: string): EpochMs | null {
  const at = /^\d{1,15}$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isFinite(at) ? at : null;
}

/** `href` within this site, with the moment (null: without one); its other parameters stay. */
export function hrefAt(href: string, moment: string | null): string {
  const { pathname, searchParams, hash } = new URL(href, "http://holdpoint");
  if (moment === null || ALWAYS_LIVE.test(pathname)) searchParams.delete(NAME);
  else searchParams.set(NAME, moment);
  // colons are allowed in a query, and easier to read than %3A
  const query = searchParams.toString().replaceAll("%3A", ":");
  return `${pathname}${query === "" ? "" : `?${query}`}${hash}`;
}

/**
 * Where a link leads during a replay: to the same moment. Null for one that is left alone: to another site, to the API, to a
 * place on the same page.
 */
export function keptHref(
  href: string,
  here: { readonly origin: string; readonly href: string },
  moment: string,
): string | null {
  if (!URL.canParse(href, here.href)) return null;
  const to = new URL(href, here.href);
  const from = new URL(here.href);
  if (to.origin !== here.origin || /^\/(api|sign-in|schema)(\/|$)/.test(to.pathname)) return null;
  if (to.hash !== "" && to.pathname === from.pathname && to.search === from.search) return null;
  return hrefAt(`${to.pathname}${to.search}${to.hash}`, moment);
}
