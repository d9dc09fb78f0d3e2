import type { EpochMs } from "#core/time";
import type { Attempts } from "./attempts.ts";
import type { Sessions } from "./better-auth-sessions.ts";
import type { Pool } from "./sql.ts";

/** What the parts of the account desk share. */
export type Desk = {
  readonly pool: Pool;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  readonly now: () => EpochMs;
  /** Somebody came, went, or may do something else: whoever remembered looks again. */
  readonly changed: () => void;
};
