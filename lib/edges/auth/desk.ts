import type { EpochMs } from "#core/time";
import type { FewAtOnce } from "#edges/few-at-once";
import type { PublicUrl } from "#edges/public-url";
import type { Attempts } from "./attempts.ts";
import type { Sessions } from "./better-auth-sessions.ts";
import type { CookieRules } from "./cookie-rules.ts";
import type { Found } from "./directory.ts";
import type { HashOfNew } from "./new-password.ts";
import type { Ended } from "./remembered.ts";
import type { SecurityLog } from "./security-log.ts";
import type { SessionLimits } from "./session-limits.ts";
import type { Pool } from "./sql.ts";

/** What the parts of the account desk share. */
export type Desk = {
  readonly pool: Pool;
  readonly sessions: Sessions;
  readonly hashOfNew: HashOfNew;
  readonly attempts: Attempts;
  readonly now: () => EpochMs;
  /** Somebody came, went, or may do something else: whoever remembered looks again. */
  readonly changed: () => void;
  /** `work` ends somebody's right to be let in. It is forgotten whatever comes of `work`: the database may be gone then. */
  readonly ending: <T>(ended: Ended, work: () => Promise<T>) => Promise<T>;
  /** What reads and then writes something of one account: one after the other. */
  readonly inTurn: FewAtOnce;
  readonly limits: SessionLimits;
  readonly cookies: CookieRules;
  /** Under which browsers open Holdpoint; null: under whatever name they ask. */
  readonly publicUrl: PublicUrl | null;
  readonly security: SecurityLog;
  /** Told of rows that cannot be read. */
  readonly found: Found;
};
