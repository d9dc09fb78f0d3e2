import { secondFactorFault } from "../security/second-factor-fault.ts";
import { refuse, type Outcome } from "../outcome.ts";
import type { Plan } from "../plan/plan.ts";
import { scheduleOf, type Schedule } from "../plan/schedule.ts";
import type { SecondFactorUse } from "../identity.ts";
import type { EpochMs } from "../time.ts";
import type { Account, PersonActor } from "./actor.ts";
import type { Evidence } from "./evidence.ts";
import type { RoomEvent } from "./room-event.ts";
import type { Room } from "./room.ts";

/** What is so at this moment beyond the log: measured, connected, configured. */
export type Facts = {
  /** Every metric of the plan over the last five minutes. */
  readonly figures: ReadonlyMap<string, Evidence>;
  readonly accounts: readonly Account[];
  /** Paired displays that are connected. */
  readonly displays: number;
  /** Ids of the configured targets. */
  readonly targets: readonly string[];
  /** Per segment of the plan: targets that are up, of those configured. */
  readonly segments: readonly {
    readonly id: string;
    readonly label: string;
    readonly up: number;
    readonly total: number;
  }[];
  readonly configuration: { readonly ok: boolean; readonly sentence: string };
  /** Probes run on time. */
  readonly sampling: boolean;
};

/** What a decision is taken on, beside the room and the input. */
export type Deciding = {
  readonly plan: Plan;
  /** T0 as it stands: started, moved, or planned. */
  readonly t0: EpochMs;
  readonly now: EpochMs;
  readonly actor: PersonActor;
  /** The actor gave the password within the last 15 minutes. */
  readonly confirmed: boolean;
  /** Of the actor's session. */
  readonly secondFactor: SecondFactorUse;
  /** The configuration asks for a second factor where somebody votes. */
  readonly votesNeedSecondFactor?: boolean;
  readonly facts: Facts;
};

/** What a command does to the room: the events to append, or why it may not. Pure; the room is not changed. */
export type Decide<Input> = (room: Room, input: Input, about: Deciding) => Outcome<readonly RoomEvent[]>;

/** Why the actor's session may neither vote nor do what decides as much as a vote; null: it may. */
export function voteFault({ plan, secondFactor, votesNeedSecondFactor }: Deciding): string | null {
  return secondFactorFault("vote", votesNeedSecondFactor || plan.poll.secondFactor, secondFactor);
}

export function scheduleNow({ plan, t0 }: Pick<Deciding, "plan" | "t0">): Schedule {
  return scheduleOf(plan, t0);
}

/** "Product lead" for `product-lead`; the id itself for one that the plan does not have. */
export function roleLabel(plan: Plan, role: string): string {
  return plan.people.roles.find(({ id }) => id === role)?.label ?? role;
}

/** `invalid`, with the field at fault. */
export function wrong(path: string, message: string): Outcome<never> {
  return refuse("invalid", `${path}: ${message}`, [{ path, message }]);
}
