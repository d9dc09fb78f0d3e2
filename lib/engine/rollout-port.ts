import type { Outcome } from "#core/outcome";
import type { Plan } from "#core/plan/plan";
import type { PersonActor } from "#core/room/actor";
import type { ArchiveInput } from "#core/room/commands/archive-commands";
import type { LoggedEvent } from "#core/room/room-event";
import type { Target } from "#core/target";
import type { Replay, ReplayMark, ReplayQuery } from "#wire/replay";
import type { RolloutLine } from "#wire/rollouts";
import type { RolloutRecord, Sent } from "./ports.ts";

/** What a rollout was last run with. */
export type RolloutSetup = { readonly plan: Plan; readonly targets: readonly Target[] };

export type StoredRollout = RolloutRecord & {
  /** At most one of each plan and kind is open. */
  readonly isOpen: boolean;
  /** Null for one of before this was kept. */
  readonly setup: RolloutSetup | null;
};

export type RolloutShelf = {
  /** All of them, the newest first. */
  listRollouts(): Promise<readonly StoredRollout[]>;
};

/** Who archives, and what their session and the configuration say of a second factor. */
export type Archiver = Required<Pick<Sent, "actor" | "secondFactor" | "votesNeedSecondFactor">>;

/** What the edges may ask about rollouts, whether they run here or not. Unknown ids are `not_found`. */
export type RolloutDoor = {
  list(): Promise<readonly RolloutLine[]>;
  /** `conflict` for one that is not over, or archived already; `forbidden` where a second factor is asked for. */
  archive(id: string, input: ArchiveInput, by: Archiver): Promise<Outcome<Record<string, never>>>;
  /** `conflict` for one that is not archived, and while another of its plan is open. */
  reopen(id: string, input: ArchiveInput, actor: PersonActor): Promise<Outcome<Record<string, never>>>;
  /** One that does not run here, up to its last event; `conflict` where its plan was not kept. */
  replay(id: string, query: ReplayQuery): Promise<Outcome<Replay>>;
  /** Its gates, alerts and decisions, oldest first; `conflict` as above. */
  marks(id: string): Promise<Outcome<readonly ReplayMark[]>>;
  events(id: string, seq: number, most: number): Promise<readonly LoggedEvent[]>;
};
