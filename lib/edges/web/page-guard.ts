import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { mayEnter, type AccessRow } from "#core/access";
import type { Identity } from "#core/identity";
import { sharedRuntime } from "./runtime.ts";
import { PATH_HEADER } from "./tell-who-asks.ts";

/**
 * Sends whom `row` does not let in to `elsewhere` (the sign-in page, which comes back here). Null while the program starts
 * and while accounts cannot be read: the page then says so itself, for everything that it shows comes from guarded addresses.
 */
export async function guardPage(row: AccessRow, elsewhere = "/sign-in"): Promise<Identity | null> {
  const asked = await headers();
  const identity =
    (await sharedRuntime()
      ?.accounts.identify(asked)
      .catch(() => null)) ?? null;
  if (identity === null || mayEnter(row, identity)) return identity;
  const path = asked.get(PATH_HEADER);
  const wanted = path === null ? "/" : localPath(path);
  redirect(wanted === "/" ? elsewhere : `${elsewhere}?next=${encodeURIComponent(wanted)}`);
}

/** Who looks at a page that lets in everybody; null while that cannot be known. */
export async function whoLooks(): Promise<Identity | null> {
  const asked = await headers();
  return (
    (await sharedRuntime()
      ?.accounts.identify(asked)
      .catch(() => null)) ?? null
  );
}

/** `next` as a path of our own, so that a link to the sign-in page leads nowhere else; "/" for anything else. */
export function localPath(next: string | readonly string[] | undefined): string {
  if (typeof next !== "string" || !/^\/(?![/\\])/.test(next) || next.length > 2_000) return "/";
  const base = "http://holdpoint";
  if (!URL.canParse(next, base)) return "/";
  const { origin, pathname, search } = new URL(next, base);
  const leadsBack = /^\/(sign-in|setup|join|reset|pair|api)(\/|$)/.test(pathname);
  return origin === base && !pathname.startsWith("//") && !leadsBack ? `${pathname}${search}` : "/";
}
