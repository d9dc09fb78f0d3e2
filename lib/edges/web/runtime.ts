import type { DraftStore } from "#engine/draft-port";
import type { Accounts, DemoPort, Engine, PushingKey } from "#engine/ports";
import type { Notifier } from "#engine/notify-ports";
import type { RolloutDoor } from "#engine/rollout-port";
import type { AccountDesk } from "#wire/account-desk";
import type { FewAtOnce } from "#edges/few-at-once";
import type { OwnAddress } from "#edges/own-address";

/** An account that the demo made, with its password: shown on the sign-in page, to be clicked. */
export type DemoAccount = {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: string;
};

/** What routes may reach: set once by the composition root. */
export type Runtime = {
  /** Under which names and origins Holdpoint answers. */
  readonly address: OwnAddress;
  readonly engine: Engine;
  /** What reads of the store and writes papers waits for its turn here. */
  readonly reads: FewAtOnce;
  readonly rollouts: RolloutDoor;
  readonly demo: DemoPort | null;
  readonly drafts: DraftStore;
  /** Tells people outside the room. */
  readonly notifier: Notifier;
  readonly accounts: AccountDesk;
  /** Who can be put to a role of the plan. */
  readonly directory: Accounts;
  /** Logs what a request failed with, and tells what only lasts for the moment from what is broken. */
  readonly requestFailed: (error: unknown) => "away" | "disk-full" | "broken";
  /** Null outside the demo. */
  readonly demoAccounts: readonly DemoAccount[] | null;
  /** The push key that an Authorization header names; null where there is no such key. */
  readonly pushKey: (authorization: string | null) => PushingKey | null;
  /** As JSON. */
  readonly schemas: { readonly plan: string; readonly config: string; readonly openapi: string };
};

const SLOT = Symbol.for("holdpoint.runtime");
const STARTING = Symbol.for("holdpoint.starting");
type Shared = typeof globalThis & { [SLOT]?: Runtime; [STARTING]?: string };

export function shareRuntime(runtime: Runtime): void {
  (globalThis as Shared)[SLOT] = runtime;
}

/** The running program, or null while it is still starting (Next holds its own copy of every module, so this slot is all it shares). */
export function sharedRuntime(): Runtime | null {
  return (globalThis as Shared)[SLOT] ?? null;
}

/** What the start is busy with, in one sentence, for whoever asks before it is done. */
export function shareStarting(sentence: string): void {
  (globalThis as Shared)[STARTING] = sentence;
}

export function startingSentence(): string | null {
  return (globalThis as Shared)[STARTING] ?? null;
}
