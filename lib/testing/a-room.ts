import type { Outcome } from "#core/outcome";
import type { Account, Actor, PersonActor } from "#core/room/actor";
import type { Answer, FilledField } from "#core/room/checkpoint";
import type { Decide, Deciding, Facts } from "#core/room/deciding";
import type { Evidence } from "#core/room/evidence";
import { NO_ANSWER } from "#core/room/form/field-standing";
import type { Cause, LoggedEvent, RoomEvent } from "#core/room/room-event";
import { applyEvent, EMPTY_ROOM, type Room } from "#core/room/room";
import { HOUR_MS, MINUTE_MS, type EpochMs } from "#core/time";
import { aRoomPlan } from "./a-room-plan.ts";

/** `aPlan`'s T0, and an hour before it. */
export const PLAN_T0 = Date.UTC(2030, 4, 6, 10);
export const BEFORE = PLAN_T0 - HOUR_MS;

export const ADA: Account = { id: "u-ada", name: "Ada Osei", role: "lead", discipline: "engineering" };
export const NOOR: Account = { id: "u-noor", name: "Noor Haddad", role: "lead", discipline: "product" };
export const TOMAS: Account = { id: "u-tomas", name: "Tomas Silva", role: "lead", discipline: "operations" };
export const PRIYA: Account = { id: "u-priya", name: "Priya Nair", role: "operator", discipline: "operations" };
export const ROBIN: Account = { id: "u-robin", name: "Robin Keller", role: "admin", discipline: null };
export const INES: Account = { id: "u-ines", name: "Ines Marchetti", role: "executive", discipline: "executive" };
export const ACCOUNTS: readonly Account[] = [ADA, NOOR, TOMAS, PRIYA, ROBIN, INES];

export const ENGINE: Actor = { kind: "engine" };

export function actorOf(account: Account): PersonActor {
  return { kind: "person", ...account };
}

export function personOf({ id, name }: Account): { id: string; name: string } {
  return { id, name };
}

/** Error rate over five minutes: 0.5 % of 1,000 requests, inside its limit. */
export function aFigure(part: Partial<Evidence> = {}): Evidence {
  return {
    metric: "errors",
    label: "Error rate",
    unit: "%",
    from: BEFORE - 5 * MINUTE_MS,
    to: BEFORE,
    value: 0.005,
    low: 0.002,
    high: 0.009,
    n: 1_000,
    coverage: 1,
    verdict: "PASS",
    grade: "demonstrated",
    word: "PASS",
    reason: "Error rate is 0.5 %.",
    ...part,
  };
}

/** A field as it was filled when the checkpoint opened; of the gate's measured one, unless said otherwise. */
export function aFilled(part: Partial<FilledField> = {}): FilledField {
  return {
    field: "errors",
    evidence: null,
    readings: [],
    peakAt: null,
    trend: null,
    before: null,
    status: null,
    ...part,
  };
}

export function anAnswer(part: Partial<Answer> = {}): Answer {
  return { ...NO_ANSWER, ...part };
}

/** Everything is well: three displays, every target up, probes on time. */
export function someFacts(part: Partial<Facts> = {}): Facts {
  return {
    figures: new Map([["errors", aFigure()]]),
    accounts: ACCOUNTS,
    displays: 3,
    targets: ["web", "api", "orders", "checkout"],
    segments: [{ id: "north", label: "North", up: 2, total: 2 }],
    configuration: { ok: true, sentence: "The plan is sound." },
    sampling: true,
    ...part,
  };
}

const ROOM_PLAN = aRoomPlan();

/** Ada decides, an hour before T0, her password just given. */
export function deciding(part: Partial<Deciding> = {}): Deciding {
  return {
    plan: ROOM_PLAN,
    t0: PLAN_T0,
    now: BEFORE,
    actor: actorOf(ADA),
    confirmed: true,
    secondFactor: "none",
    facts: someFacts(),
    ...part,
  };
}

export type Happened = RoomEvent | (Cause & { readonly event: RoomEvent });

/** The event with its own time and actor, where `roomOf`'s do not fit. */
export function happened(event: RoomEvent, cause: Partial<Cause> = {}): Cause & { readonly event: RoomEvent } {
  return { at: BEFORE, actor: actorOf(ADA), ...cause, event };
}

/** `room` and what happened then, in order. */
export function roomAfter(room: Room, events: readonly Happened[]): Room {
  return events.reduce((held, event) => applyEvent(held, logged(held.seq + 1, event)), room);
}

/** A room in which this has happened, an hour before T0 and by Ada where nothing else is said. */
export function roomOf(...events: Happened[]): Room {
  return roomAfter(EMPTY_ROOM, events);
}

export function logged(seq: number, event: Happened): LoggedEvent {
  return { seq, hash: "", ...("event" in event ? event : happened(event)) };
}

/** `room` after the command; throws where it is refused. */
export function carriedOut<Input>(
  room: Room,
  [decide, input]: readonly [Decide<Input>, Input],
  about: Partial<Deciding> = {},
): Room {
  const whole = deciding(about);
  const outcome = decide(room, input, whole);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return roomAfter(
    room,
    outcome.value.map((event) => happened(event, { at: whole.now, actor: whole.actor })),
  );
}

/** An outcome in a few words, for tables: the events, or the code and the fields at fault. */
export function briefly(outcome: Outcome<readonly RoomEvent[]>): string {
  if (outcome.ok) return outcome.value.map(({ type }) => type).join(" ") || "nothing";
  const { code, places = [] } = outcome.refusal;
  return [code, ...places.map(({ path }) => path)].join(" ");
}

const assigned = (role: string, account: Account): RoomEvent => ({
  type: "role_assigned",
  role,
  person: personOf(account),
});

/** Both voting roles are held, by Ada and Noor. */
export const HELD: readonly RoomEvent[] = [assigned("engineering-lead", ADA), assigned("product-lead", NOOR)];

export function polled(part: Partial<Extract<RoomEvent, { type: "poll_opened" }>> = {}): RoomEvent {
  return {
    type: "poll_opened",
    poll: "poll-1",
    roles: ["engineering-lead", "product-lead"],
    lapseMs: 30 * MINUTE_MS,
    ready: [],
    unready: [],
    ...part,
  };
}

export function voted(account: Account, role: string, vote: "go" | "no_go" = "go"): RoomEvent {
  return { type: "vote_cast", poll: "poll-1", role, vote, reason: "", person: personOf(account), onBehalfOf: null };
}

/** A poll in which both said GO, now. */
export const ALL_GO: readonly RoomEvent[] = [
  ...HELD,
  polled(),
  voted(ADA, "engineering-lead"),
  voted(NOOR, "product-lead"),
];

export const ADVANCED: RoomEvent = { type: "ramp_decided", option: "advance", goesOn: true, reason: "All good" };

export function started(t0: EpochMs = PLAN_T0): Cause & { readonly event: RoomEvent } {
  return happened(
    { type: "rollout_started", t0, planned: PLAN_T0, poll: "poll-1", override: null, baseline: [] },
    { at: t0, actor: actorOf(ADA) },
  );
}

/** The first gate, opened in time: errors were measured at 0.5 %. */
export function opened(fields: readonly FilledField[] = [measuredErrors()]): Cause & { readonly event: RoomEvent } {
  const due = PLAN_T0 + 15 * MINUTE_MS;
  return happened(
    {
      type: "checkpoint_opened",
      checkpoint: "first",
      form: "first",
      label: "Gate first",
      due,
      fields: [...fields],
      actions: [{ id: "look", label: "Look", owner: "on-call", due: PLAN_T0 + 30 * MINUTE_MS }],
    },
    { at: due, actor: ENGINE },
  );
}

export function measuredErrors(part: Partial<Evidence> = {}, status: string | null = "pass"): FilledField {
  return aFilled({ evidence: aFigure(part), status });
}

/** What makes the first gate's form whole when its errors are as measured. */
export const WHOLE_FORM: Readonly<Record<string, Answer>> = {
  patterns: anAnswer({ status: "none" }),
  tickets: anAnswer({ number: 1 }),
};
