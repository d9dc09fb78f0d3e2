import type { Identity } from "#core/identity";
import type { EpochMs } from "#core/time";
import { hashOf } from "./secrets.ts";

const MOST_REMEMBERED = 2_000;

/** Who somebody is, and until when that can be so without looking again; null: until it is revoked. */
export type Found = { readonly identity: Identity; readonly until: EpochMs | null };

/** Whose right to be let in has ended: of an account (but for one session), a session, a display, or a token. */
export type Ended = {
  readonly account?: string;
  readonly but?: string;
  readonly session?: string;
  readonly display?: string;
  readonly token?: string;
};

export type Remembered = {
  /** What `find` says; while the database is away, what it said last of the same token, unless that has ended since. */
  answer(token: string, find: () => Promise<Found>): Promise<Identity>;
  forget(ended: Ended): void;
  /** Forgets all of `asked` that are not among those that are still valid. */
  keepOnly(asked: readonly string[], valid: ReadonlySet<string>): void;
  /** The sessions and displays that are remembered. */
  ids(): readonly string[];
};

/** Answers for walls and pages that go on while the database is away. */
export function rememberAnswers(now: () => EpochMs): Remembered {
  const answers = new Map<string, Found>();
  // an answer that was on its way when something ended may be of before
  const seen = { endings: 0 };
  const keep = (key: string, found: Found): void => {
    answers.delete(key);
    answers.set(key, found);
    const oldest = answers.keys().next();
    if (answers.size > MOST_REMEMBERED && !oldest.done) answers.delete(oldest.value);
  };
  const drop = (isEnded: (identity: Identity) => boolean): void => {
    seen.endings += 1;
    for (const [key, { identity }] of answers) if (isEnded(identity)) answers.delete(key);
  };
  return {
    answer: async (token, find) => {
      const key = hashOf(token);
      const { endings } = seen;
      try {
        const found = await find();
        if (found.identity.kind === "nobody") answers.delete(key);
        else if (seen.endings === endings) keep(key, found);
        return found.identity;
      } catch (error) {
        const known = answers.get(key);
        if (known && (known.until === null || now() < known.until)) return known.identity;
        throw error;
      }
    },
    forget: (ended) => {
      if (ended.token !== undefined) answers.delete(hashOf(ended.token));
      drop((identity) => isOf(identity, ended));
    },
    keepOnly: (asked, valid) => {
      const gone = new Set(asked.filter((id) => !valid.has(id)));
      if (gone.size > 0) drop((identity) => gone.has(idOf(identity) ?? ""));
    },
    ids: () => [...answers.values()].flatMap(({ identity }) => idOf(identity) ?? []),
  };
}

function isOf(identity: Identity, { account, but, session, display }: Ended): boolean {
  if (identity.kind === "display") return identity.id === display;
  if (identity.kind !== "person") return false;
  return identity.sessionId === session || (identity.account.id === account && identity.sessionId !== but);
}

/** The session or display that lets somebody in. */
function idOf(identity: Identity): string | null {
  if (identity.kind === "nobody") return null;
  return identity.kind === "person" ? identity.sessionId : identity.id;
}
