import type { Identity } from "#core/identity";
import { fewAtOnce, type FewAtOnce } from "#edges/few-at-once";
import { countedAs } from "#edges/peer-address";
import { PEER_HEADER } from "./tell-who-asks.ts";

/**
 * The database has ten connections, and the ticks, the alerts and the commands need theirs. A room of walls that share a token
 * asks for its charts all at once, and its questions are answered in milliseconds, so many may wait.
 */
const CROWD = { most: 3, mostEach: 2, mostWaiting: 600, waitMs: 8_000 };

export function heavyReads(): FewAtOnce {
  return fewAtOnce({
    ...CROWD,
    tooMany: "You ask for too much at once: wait for the answers before you ask for more.",
    busy: "Too much is being read at the moment: try again in a few seconds.",
  });
}

/** As whom somebody's reads are counted: an account wherever it asks from, a display's token by address, for many share one. */
export function readerOf(identity: Identity, headers: Headers): string {
  if (identity.kind === "person") return identity.account.id;
  const peer = countedAs(headers.get(PEER_HEADER) ?? "");
  return identity.kind === "display" ? `${identity.id} ${peer}` : peer;
}
