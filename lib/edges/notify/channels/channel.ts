import type { Delivery } from "#core/notify/delivery";
import type { Outcome } from "#core/outcome";

/** One message as it leaves. */
export type Letter = {
  /** A UUID, the same at every try, so that whoever gets it twice can tell. */
  readonly id: string;
  readonly delivery: Delivery;
  /** Address of the page that shows what it is about. */
  readonly url: string;
};

/** What the other side said of one try; `waitMs` where it asked not to be tried again sooner. */
export type Told = Outcome<string> & { readonly waitMs?: number };

/**
 * One way out. Answers what the other side said, or refuses as `unavailable`, each in one sentence without a secret; never
 * throws. `signal` is raised when the time of this try is over.
 */
export type Channel = {
  deliver(letter: Letter, signal: AbortSignal): Promise<Told>;
  close(): Promise<void>;
};
