import type { EpochMs } from "#core/time";
import type { NewSecondFactor } from "#wire/second-factor";

/** A key that was shown is shown again for so long. */
const SHOWN_FOR_MS = 15 * 60_000;

type Begun = { readonly session: string; readonly made: NewSecondFactor; readonly until: EpochMs };

/**
 * Keys of apps that were shown and are not proven, by account. Whoever begins again in the same session gets the same key, so that
 * a QR code that was scanned before is still right. In memory, of one session and for minutes only: a key that somebody else
 * was shown must not become the account's.
 */
export type BegunApps = {
  /** What this session was shown; null where it was shown nothing, or long ago, or another was shown a key since. */
  of(account: string, session: string): NewSecondFactor | null;
  /** Another session was shown a newer key. */
  isElsewhere(account: string, session: string): boolean;
  keep(account: string, session: string, made: NewSecondFactor): void;
  forget(account: string): void;
};

export function begunApps(now: () => EpochMs): BegunApps {
  const begun = new Map<string, Begun>();
  const standing = (account: string): Begun | null => {
    for (const [key, { until }] of begun) if (until <= now()) begun.delete(key);
    return begun.get(account) ?? null;
  };
  return {
    of: (account, session) => {
      const found = standing(account);
      return found?.session === session ? found.made : null;
    },
    isElsewhere: (account, session) => {
      const found = standing(account);
      return found !== null && found.session !== session;
    },
    keep: (account, session, made) => void begun.set(account, { session, made, until: now() + SHOWN_FOR_MS }),
    forget: (account) => void begun.delete(account),
  };
}
