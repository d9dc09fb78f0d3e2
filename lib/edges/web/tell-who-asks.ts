import type { FromPeer, Peers } from "#edges/peer-address";

/** Address that the browser asked for. */
export const PATH_HEADER = "x-holdpoint-path";
export const PEER_HEADER = "x-holdpoint-peer";

type Asked = FromPeer & {
  readonly url?: string | undefined;
  readonly headers: Record<string, string | string[] | undefined>;
};

/**
 * Tells the pages behind the front what Next does not: the address that was asked for, and who is at the other end. What a
 * client sent under these names is overwritten.
 */
export function tellWhoAsks(request: Asked, peers: Pick<Peers, "addressOf">): void {
  request.headers[PATH_HEADER] = request.url ?? "/";
  request.headers[PEER_HEADER] = peers.addressOf(request);
}
