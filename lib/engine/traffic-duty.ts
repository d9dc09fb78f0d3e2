import type { TrafficStanding } from "#core/alert/traffic-condition";
import { accept, type Outcome } from "#core/outcome";
import type { Plan } from "#core/plan/plan";
import type { RoomEvent } from "#core/room/room-event";
import type { Room } from "#core/room/room";
import { differenceSentence, shareDifferences } from "#core/traffic/compare";
import { controlName } from "#core/traffic/control-name";
import type { Split } from "#core/traffic/split";
import { SECOND_MS, TICK_MS, type EpochMs } from "#core/time";
import type { Log } from "./ports.ts";
import type { RoomKeeper } from "./room-keeper.ts";
import type { TrafficControl } from "./traffic-port.ts";

export type TrafficParts = {
  readonly plan: Plan;
  readonly keeper: Pick<RoomKeeper, "room" | "change">;
  readonly control: TrafficControl;
  /** Controllers live in real time, also in a rehearsal. */
  readonly realNow: () => EpochMs;
  readonly log: Log;
};

export type TrafficDuty = {
  /** Moves the traffic to where it was decided to be, and reads back where it is. One at a time; never throws. */
  attend(): Promise<void>;
  standing(): TrafficStanding;
};

const READ_EVERY_MS = 3 * TICK_MS;
const MOST_PAUSE_MS = 60_000;

/**
 * What the log says was decided is brought about, also after a restart; what was brought about and is otherwise later is
 * logged and left as it is: somebody else moved it, and people decide who is right.
 */
export function trafficDuty(parts: TrafficParts): TrafficDuty {
  const { keeper, control, realNow, log } = parts;
  const state = { running: null as Promise<void> | null, unread: null as string | null, readAt: -Infinity };
  const tries = { of: null as Split | null, failed: 0, notBefore: -Infinity };
  const moveOn = async (intended: Split): Promise<void> => {
    // another decision does not wait for the pause after the one before
    if (tries.of !== intended) Object.assign(tries, { of: intended, failed: 0, notBefore: -Infinity });
    if (realNow() < tries.notBefore) return;
    const moved = await control.apply(intended);
    if (!moved.ok) {
      tries.failed += 1;
      const pauseMs = Math.min(MOST_PAUSE_MS, TICK_MS * 2 ** (tries.failed - 1));
      tries.notBefore = realNow() + Math.max(pauseMs, askedMs(moved));
    }
    const event: RoomEvent = moved.ok
      ? { type: "traffic_applied", split: { ...intended }, control: control.kind }
      : { type: "traffic_failed", split: { ...intended }, sentence: moved.refusal.message };
    await logAs(keeper, (room) => (isNews(room, intended, event) ? [event] : []));
    // what was moved is read back with the next tick
    state.readAt = -Infinity;
  };
  const readBack = async (applied: Split): Promise<void> => {
    // people moved it: the log would only be compared with itself
    if (control.kind === "record" || realNow() - state.readAt < READ_EVERY_MS) return;
    state.readAt = realNow();
    const read = await control.read();
    state.unread = read.ok ? null : read.refusal.message;
    state.readAt += askedMs(read);
    const actual = read.ok ? read.value : null;
    if (actual !== null) await logAs(keeper, (room) => compared(room, { ...parts, applied, actual }));
  };
  const attend = async (): Promise<void> => {
    try {
      const { state: decided, pending, applied } = keeper.room().traffic;
      if (decided && pending) await moveOn(decided.intended);
      else if (applied) await readBack(applied.split);
    } catch (error) {
      log.error({ error: String(error) }, "the traffic could not be attended to");
    }
  };
  return {
    attend: () => (state.running ??= attend().finally(() => void (state.running = null))),
    standing: () => ({ traffic: keeper.room().traffic, unread: state.unread }),
  };
}

/** How long the controller wants to be left alone. */
function askedMs(answer: Outcome<unknown>): number {
  return answer.ok ? 0 : (answer.refusal.retryAfterSeconds ?? 0) * SECOND_MS;
}

async function logAs(keeper: TrafficParts["keeper"], decide: (room: Room) => readonly RoomEvent[]): Promise<void> {
  if (decide(keeper.room()).length === 0) return;
  await keeper.change({ actor: { kind: "engine" }, receipt: null, decide: (room) => accept(decide(room)) });
}

/** Another node may have moved it already, and somebody may have decided otherwise while it moved. */
function isNews({ traffic }: Room, intended: Split, event: RoomEvent): boolean {
  if (!traffic.pending || traffic.state?.intended !== intended) return false;
  return event.type !== "traffic_failed" || traffic.failed?.sentence !== event.sentence;
}

type Compared = TrafficParts & { readonly applied: Split; readonly actual: Split };

function compared({ traffic }: Room, { plan, control, applied, actual }: Compared): readonly RoomEvent[] {
  // moved on meanwhile: what was read is of before
  if (traffic.pending || traffic.applied?.split !== applied) return [];
  const groups = plan.traffic?.groups ?? [];
  const differences = shareDifferences(applied, actual, { groups });
  const sentence = differenceSentence(differences, { groups, from: controlName(control.kind) });
  if (traffic.read && traffic.read.differs === sentence) return [];
  if (sentence === null) return [{ type: "traffic_confirmed", actual: { ...actual } }];
  return [{ type: "traffic_differs", actual: { ...actual }, sentence }];
}
