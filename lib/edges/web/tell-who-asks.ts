/** Address that the browser asked for. */
export const PATH_HEADER = "x-holdpoint-path";
const PEER_HEADER = "x-holdpoint-peer";

type Asked = {
  readonly url?: string | undefined;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/**
 * Tells the pages behind the front what Next does not: the address that was asked for, and who is at the other end. What a
 * client sent under these names is overwritten.
 */
export function tellWhoAsks(request: Asked): void {
  request.headers[PATH_HEADER] = request.url ?? "/";
  request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "unknown";
}
