import type { Outcome } from "#core/outcome";
import type { Split } from "#core/traffic/split";

/**
 * Who moves the traffic, one change at a time. Neither call rejects, and both settle within the control's own time limit. A
 * refusal's `retryAfterSeconds` is when the controller wants to be asked again.
 */
export type TrafficControl = {
  readonly kind: "record" | "webhook" | "haproxy";
  /**
   * Brings about `split`. `invalid` when it cannot be brought about, and nothing is changed; after any other refusal the
   * traffic may have moved in part, which `read` tells, and the same split may be applied again.
   */
  apply(split: Split): Promise<Outcome<void>>;
  /** The shares in force now, in percent; null where the controller cannot tell, or nothing was ever applied. */
  read(): Promise<Outcome<Split | null>>;
};
