import type { ChannelConfig } from "#core/config/channel-config";
import type { Contact } from "#core/notify/delivery";
import type { Notice } from "#core/notify/notice";
import type { Outcome } from "#core/outcome";
import type { EpochMs } from "#core/time";

/** A channel of the configuration, and how it fares. Real time. */
export type ChannelState = {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelConfig["kind"];
  /** Messages on their way, those that are tried again included. */
  readonly waiting: number;
  readonly lastSentAt: EpochMs | null;
  /** Of the newest failure that no later success followed: one sentence. */
  readonly failure: string | null;
};

/** A message that was given up on after its last try. Real time. */
export type DeadLetter = {
  readonly id: string;
  readonly channel: string;
  /** Name of the person it was for; null: the channel's readers. */
  readonly person: string | null;
  readonly title: string;
  readonly attempts: number;
  readonly failure: string;
  readonly at: EpochMs;
};

/** Tells people outside the room, through the channels of the configuration. */
export type Notifier = {
  /**
   * Resolves when everything is in the database, to be delivered at least once even across a kill; a notice whose id was
   * handed in before changes nothing. Rejects when the database is away: hand the same in again.
   */
  send(notices: readonly Notice[]): Promise<void>;
  /** Sends a test message now, past the queue, by e-mail to `to`; answers what the other side said in one sentence. Refuses as `not_found` or `unavailable`. */
  test(channel: string, to: Contact | null): Promise<Outcome<string>>;
  channels(): Promise<readonly ChannelState[]>;
  /** The newest first, at most 200. */
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** Puts a dead letter back on its way, under the same id. Refuses as `not_found` what is no dead letter. */
  retry(id: string): Promise<Outcome<null>>;
};
