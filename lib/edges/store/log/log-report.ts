import type { SignedHead } from "./signed-head.ts";

export type LogReport = {
  readonly rollout: string;
  readonly plan: string;
  readonly kind: string;
  readonly events: number;
  /** Hash of the last event: a report that carries it can be held against the log later. */
  readonly hash: string;
  /** One sentence per row that is not as it was written, at most `MOST_FAULTS`. */
  readonly faults: readonly string[];
  /** What its signatures prove, as the end of a sentence: "signed with key 3fa9… since event 1". */
  readonly signed: string;
  /** The newest head with its signature, as one line; null where there is none. */
  readonly signedHead: string | null;
};

/** What lies outside the database and can speak against it. */
export type LogProof = {
  /** The key that is believed; null where none is known: then signatures prove nothing. */
  readonly publicKey: string | null;
  /** Heads that were kept outside: each must still be part of its log. */
  readonly heads: readonly SignedHead[];
};
