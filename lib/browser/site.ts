/**
 * What stands before every path of ours where Holdpoint lives under a path, as `/holdpoint`; empty at the root. The build puts
 * it in. Next's own links, redirects and router add it by themselves: everything else goes through this file.
 */
const BASE = process.env.HOLDPOINT_BASE_PATH ?? "";

/** `/wall` as a browser has to ask for it: `/holdpoint/wall`. For `<a>`, `fetch`, cookies, downloads. */
export function sitePath(path: string, base = BASE): string {
  return path === "/" && base !== "" ? base : `${base}${path}`;
}

/** The other way: the path of ours in an address of this site. */
export function ownPath(pathname: string, base = BASE): string {
  if (base === "" || !(pathname === base || pathname.startsWith(`${base}/`))) return pathname;
  return pathname.slice(base.length) || "/";
}

/** Loads a page of ours anew, as after signing in: nothing that the last one knew is kept. */
export function loadPage(path: string): void {
  window.location.assign(sitePath(path));
}

/**
 * A link for somebody else: with the address that everybody can open, where the server knows it, and not with the one that
 * this browser happens to use.
 */
export function siteLink(path: string): string {
  const site = document.documentElement.dataset["site"];
  return site === undefined ? `${window.location.origin}${sitePath(path)}` : `${site}${path}`;
}

/** `name=value` kept by this browser for Holdpoint's own pages; null ends it. */
export function keepCookie(name: string, value: string | null, seconds: number): void {
  const age = value === null ? 0 : seconds;
  document.cookie = `${name}=${value ?? ""}; path=${sitePath("/")}; max-age=${age}; samesite=lax`;
}
