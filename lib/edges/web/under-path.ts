import type { IncomingMessage, Server } from "node:http";

/**
 * Holdpoint under a path, as `/holdpoint`: everything that listens on `http` is asked without it, whether the proxy passes the
 * path on or takes it off. Call it last: it must stand before all others.
 */
export function answerUnder(http: Server, path: string): void {
  if (path === "") return;
  const takeOff = (request: IncomingMessage): void => {
    request.url = withoutPath(request.url ?? "/", path);
  };
  http.prependListener("request", takeOff);
  http.prependListener("upgrade", takeOff);
}

/** `/holdpoint/wall?x=1` is `/wall?x=1` under `/holdpoint`; what does not begin with the path stays. */
export function withoutPath(url: string, path: string): string {
  if (path === "" || !url.startsWith(path)) return url;
  const rest = url.slice(path.length);
  if (rest === "" || rest.startsWith("?")) return `/${rest}`;
  return rest.startsWith("/") ? rest : url;
}

/** The other way: as the pages, which are built for the path, want to be asked. */
export function withPath(url: string, path: string): string {
  if (path === "") return url;
  return /^\/(\?|$)/.test(url) ? `${path}${url.slice(1)}` : `${path}${url}`;
}
