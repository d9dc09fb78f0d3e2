import type { Condition } from "#core/alert/condition";
import type { TrafficStanding } from "#core/alert/traffic-condition";
import type { Plan } from "#core/plan/plan";
import { t0Of } from "#core/room/commands/launch-commands";
import type { Facts } from "#core/room/deciding";
import type { Account } from "#core/room/actor";
import type { LoggedEvent } from "#core/room/room-event";
import type { Room } from "#core/room/room";
import type { Target } from "#core/target";
import type { Window } from "#core/measure/window";
import { TICK_MS, type EpochMs } from "#core/time";
import type { FollowAnswer } from "#wire/room-log";
import type {
  Accounts,
  Clock,
  Engine,
  EventLog,
  Log,
  OwnFaults,
  Publisher,
  RolloutRecord,
  SampleStore,
  SampleWriter,
} from "./ports.ts";
import { anomalyWatch, type AnomalyParts } from "./anomaly-watch.ts";
import { alertWatch, type AlertWatch } from "./alert-watch.ts";
import { criteriaDuty, type CriteriaDuty, type CriteriaDutyParts } from "./criteria-duty.ts";
import { ruleOf, type Evaluations } from "./evaluations.ts";
import { logAnchors } from "./log-anchors.ts";
import { EVENT_LOG, logWatch } from "./log-watch.ts";
import { notices, type NoticeParts, type Notices } from "./notices.ts";
import type { Notifier } from "./notify-ports.ts";
import { roomDuty } from "./room-duty.ts";
import { roomKeeper, type RoomKeeper } from "./room-keeper.ts";
import { signedEnd } from "./signed-end.ts";
import { trafficDuty, type TrafficDuty } from "./traffic-duty.ts";
import type { TrafficControl } from "./traffic-port.ts";
import { runCommand } from "./run-command.ts";

/** A page that was away for longer is given the whole room. */
const MOST_EVENTS_MISSED = 200;
/** Samples of the tick that a checkpoint ends with are waited for, but not for ever. */
const WRITE_PATIENCE_MS = 1_000;

export type RoomEngineParts = {
  readonly plan: Plan;
  readonly rollout: RolloutRecord;
  readonly targets: readonly Target[];
  readonly clock: Clock;
  readonly eventLog: EventLog;
  readonly accounts: Accounts;
  readonly store: Pick<SampleStore, "windows" | "series">;
  readonly writer: Pick<SampleWriter, "drain" | "state">;
  readonly publisher: Pick<Publisher, "tell">;
  readonly notifier: Pick<Notifier, "send">;
  /** Moves the traffic. */
  readonly traffic: TrafficControl;
  readonly faults: OwnFaults;
  readonly evaluations: Evaluations;
  readonly realNow: () => EpochMs;
  /** How often the signed head of the log is sent to people outside; null: never. */
  readonly sendLogHeadEveryMs: number | null;
  readonly log: Log;
  /** What every alert rule says at this moment. */
  readonly conditions: (traffic: TrafficStanding) => Promise<readonly Condition[]>;
  /** Targets that a target needs to work. */
  readonly needs: (target: string) => readonly string[];
  /** Everything measured at this moment. */
  readonly measured: (accounts: readonly Account[]) => Facts;
  /** T0 has become another one. */
  readonly onT0: (t0: EpochMs) => void;
};

export type RoomEngine = Pick<Engine, "room" | "events" | "follow" | "command"> & {
  /** T0 as it stands. */
  t0(): EpochMs;
  startedAt(): EpochMs | null;
  /** The last hour of samples, for what the criteria will be; null until it is read. */
  lastHour(): Window | null;
  readonly keeper: RoomKeeper;
  /** Reads the log; call before anything is asked. */
  restore(): Promise<void>;
  /** What Holdpoint itself has to do after each tick. */
  attend(): Promise<void>;
};

/** Decisions: the room, the commands that change it, and what Holdpoint does by itself. */
export function roomEngine(parts: RoomEngineParts): RoomEngine {
  const { plan, rollout, clock, eventLog, accounts } = parts;
  const onEvent = (logged: LoggedEvent, room: Room): void => {
    const { event } = logged;
    if (event.type === "rollout_started") parts.onT0(event.t0);
    if (event.type === "rescheduled") parts.onT0(event.to);
    outside.hear(logged, room);
  };
  const keeper = roomKeeper({
    rollout: rollout.id,
    log: eventLog,
    publisher: parts.publisher,
    now: () => clock.now(),
    onEvent,
  });
  const t0 = (): EpochMs => t0Of(keeper.room(), rollout.t0);
  const about = async (): Promise<{ readonly plan: Plan; readonly facts: Facts }> => {
    return { plan, facts: parts.measured(await accounts.list()) };
  };
  const written = afterWriting(parts);
  const duty = roomDuty({
    ...parts,
    keeper,
    store: written,
    facts: () => Promise.resolve(parts.measured([])),
    t0,
    now: () => clock.now(),
  });
  const outside = noticesOf(parts, { room: keeper.room, t0 });
  const anchors = anchorsOf(parts, keeper);
  const startedAt = (): EpochMs | null => keeper.room().launch.start && t0();
  const criteria = criteriaOf(parts, { keeper, store: written, startedAt });
  const traffic = trafficDuty({ ...parts, keeper, control: parts.traffic });
  const watch = logWatch({
    ...{ ...parts, watched: EVENT_LOG, look: () => eventLog.fault(rollout.id, keeper.head()) },
    isReachable: () => parts.writer.state().reachable,
  });
  const alerts = watchAlerts(parts, { keeper, startedAt, store: written, standing: traffic.standing });
  return {
    t0,
    startedAt,
    lastHour: criteria.hour,
    room: keeper.room,
    events: keeper.eventsAfter,
    follow: (seq, settle) => follow(keeper, seq, settle),
    keeper,
    command: (sent) => runCommand({ rollout: rollout.id, keeper, log: eventLog, about, t0, look: duty.look }, sent),
    restore: keeper.catchUp,
    // in this order: a controller may take its time
    attend: async () => {
      await watch.attend();
      for (const each of keeper.room().archive ? [] : [alerts, duty, criteria, outside, anchors, traffic])
        await each.attend();
    },
  };
}

type Alerting = Pick<AnomalyParts, "startedAt" | "store"> & {
  readonly keeper: RoomKeeper;
  readonly standing: TrafficDuty["standing"];
};

function watchAlerts(parts: RoomEngineParts, { keeper, startedAt, store, standing }: Alerting): AlertWatch {
  const { plan, targets, clock } = parts;
  const now = (): EpochMs => clock.now();
  const anomalies = anomalyWatch({ plan, targets, store, startedAt, now, room: keeper.room });
  const told = (error: unknown): void => {
    for (const { id } of plan.alerts.filter(({ kind }) => kind === "anomaly"))
      parts.evaluations.settled(ruleOf(id), error);
  };
  const conditions = async (): Promise<readonly Condition[]> => [
    ...(await parts.conditions(standing())),
    ...(await anomalies.conditions().then(
      (found) => (told(null), found),
      (error: unknown) => (told(error), []),
    )),
  ];
  return alertWatch({ ...parts, conditions, keeper, now });
}

function anchorsOf(parts: RoomEngineParts, keeper: Pick<RoomKeeper, "room">): ReturnType<typeof logAnchors> {
  const { plan, rollout, clock, sendLogHeadEveryMs: everyMs } = parts;
  return logAnchors({
    ...{ ...parts, everyMs, now: () => clock.now(), signedEnd: () => signedEnd(parts, keeper.room().seq) },
    rollout: { id: rollout.id, name: plan.name, kind: rollout.kind },
  });
}

function noticesOf(
  { plan, rollout, clock, notifier, faults, log }: RoomEngineParts,
  about: Pick<NoticeParts, "room" | "t0">,
): Notices {
  const { id, kind } = rollout;
  return notices({
    ...{ plan, notifier, faults, log, ...about },
    rollout: { id, name: plan.name, kind },
    now: () => clock.now(),
  });
}

function criteriaOf(
  parts: RoomEngineParts,
  about: Pick<AnomalyParts, "startedAt" | "store"> & Pick<CriteriaDutyParts, "keeper" | "store">,
): CriteriaDuty {
  const { clock } = parts;
  return criteriaDuty({
    ...parts,
    ...about,
    now: () => clock.now(),
    everyMs: () => TICK_MS / clock.setting().rate,
  });
}

function afterWriting({ store, writer }: RoomEngineParts): Pick<SampleStore, "windows" | "series"> {
  return {
    windows: async (...asked) => (await settled(writer), store.windows(...asked)),
    series: async (...asked) => (await settled(writer), store.series(...asked)),
  };
}

/** While the database is away a checkpoint opens on what is stored. */
async function settled(writer: Pick<SampleWriter, "drain">): Promise<void> {
  await writer.drain(WRITE_PATIENCE_MS).catch(() => undefined);
}

type Followed = { room(): Room; eventsAfter(seq: number, most: number): Promise<readonly LoggedEvent[]> };

async function follow(keeper: Followed, seq: number | null, settle: () => void): Promise<FollowAnswer> {
  const behind = seq === null ? Infinity : keeper.room().seq - seq;
  if (behind < 0 || behind > MOST_EVENTS_MISSED) {
    settle();
    return { ok: true, room: keeper.room(), events: [] };
  }
  const events: LoggedEvent[] = [];
  // settled in the turn in which nothing is missing any more: what comes later is told
  for (let last = seq ?? 0; last < keeper.room().seq; last = events.at(-1)?.seq ?? keeper.room().seq)
    events.push(...(await keeper.eventsAfter(last, MOST_EVENTS_MISSED)));
  settle();
  return { ok: true, room: null, events };
}
