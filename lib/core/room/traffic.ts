import { z } from "zod";
import type { Plan } from "../plan/plan.ts";
import type { Split } from "../traffic/split.ts";
import { trafficAtStart, type TrafficState } from "../traffic/traffic-state.ts";
import type { EpochMs } from "../time.ts";
import type { Actor } from "./actor.ts";

const split = z.record(z.string(), z.number());

/** What was decided of the traffic, whether it was brought about, and what was read back. */
export const trafficEvents = [
  z.object({
    type: z.literal("traffic_set"),
    how: z.enum(["step", "reduce", "hold", "resume"]),
    /** Of `step`: the plan's. */
    step: z.string().nullable(),
    intended: split,
    /** The split to resume to; null while the traffic is not on hold. */
    held: split.nullable(),
    reason: z.string(),
    /** What it was decided for; null where that was no alert. */
    alert: z.string().nullable(),
  }),
  z.object({ type: z.literal("traffic_applied"), split, control: z.string() }),
  /** It could not be brought about: it is tried again, and logged again when the reason is another. */
  z.object({ type: z.literal("traffic_failed"), split, sentence: z.string() }),
  /** Read back: as intended, for the first time since it was brought about or was otherwise. */
  z.object({ type: z.literal("traffic_confirmed"), actual: split }),
  z.object({ type: z.literal("traffic_differs"), actual: split, sentence: z.string() }),
  /** An alert is critical: at `until` Holdpoint reduces the group to `share` percent by itself, unless a lead cancels. */
  z.object({
    type: z.literal("traffic_countdown_begun"),
    alert: z.string(),
    group: z.string(),
    share: z.number(),
    until: z.number(),
  }),
  z.object({
    type: z.literal("traffic_countdown_ended"),
    alert: z.string(),
    /** Of `done`: by whom, says the reduction before it. Of `over`: the alert is, or is critical no more. */
    how: z.enum(["done", "cancelled", "over"]),
    reason: z.string(),
    /** Alerts for which no countdown begins any more. */
    settles: z.array(z.string()),
  }),
  /** It turned critical before a cancelled countdown would have run out: it is part of what the lead decided on. */
  z.object({ type: z.literal("traffic_countdown_spared"), alert: z.string() }),
] as const;
export type TrafficEvent = z.infer<(typeof trafficEvents)[number]>;

export type TrafficDecided = {
  readonly how: "step" | "reduce" | "hold" | "resume";
  readonly step: string | null;
  readonly reason: string;
  readonly alert: string | null;
  readonly by: Actor;
  readonly at: EpochMs;
};

export type Countdown = {
  readonly alert: string;
  readonly group: string;
  /** In percent of all traffic. */
  readonly share: number;
  readonly begunAt: EpochMs;
  readonly until: EpochMs;
};

export type Traffic = {
  /** Null until somebody decides: then the plan's own start holds. */
  readonly state: TrafficState | null;
  readonly decided: TrafficDecided | null;
  /** Decided, and not brought about yet. */
  readonly pending: boolean;
  readonly applied: { readonly split: Split; readonly control: string; readonly at: EpochMs } | null;
  /** Why what is pending could not be brought about, when last tried. */
  readonly failed: { readonly sentence: string; readonly at: EpochMs } | null;
  /** What was read back since it was brought about; `differs` says how it is otherwise than intended, null where it is not. */
  readonly read: { readonly actual: Split; readonly differs: string | null; readonly at: EpochMs } | null;
  /** By step of the plan: when it was taken last, and by whom. */
  readonly taken: Readonly<Record<string, { readonly by: Actor; readonly at: EpochMs }>>;
  /** The reduction that Holdpoint makes by itself when nobody cancels it; null while none is on its way. */
  readonly countdown: Countdown | null;
  /** When the one that was cancelled last would have run out; null where none was. */
  readonly cancelledUntil: EpochMs | null;
  /** Alerts for which it was made, cancelled or spared. */
  readonly settled: readonly string[];
};

export const EMPTY_TRAFFIC: Traffic = {
  state: null,
  decided: null,
  pending: false,
  applied: null,
  failed: null,
  read: null,
  taken: {},
  countdown: null,
  cancelledUntil: null,
  settled: [],
};

export function applyTraffic(
  traffic: Traffic,
  event: TrafficEvent & { readonly at: EpochMs; readonly actor: Actor },
): Traffic {
  const { at, actor: by } = event;
  switch (event.type) {
    case "traffic_set": {
      const { how, step, reason, alert, intended, held } = event;
      const decided = { how, step, reason, alert, by, at };
      const taken = step === null ? traffic.taken : { ...traffic.taken, [step]: { by, at } };
      return { ...traffic, state: { intended, held }, decided, pending: true, failed: null, taken };
    }
    case "traffic_applied":
      return {
        ...traffic,
        ...{ pending: false, failed: null, read: null },
        applied: { split: event.split, control: event.control, at },
      };
    case "traffic_failed":
      return { ...traffic, failed: { sentence: event.sentence, at } };
    case "traffic_confirmed":
      return { ...traffic, read: { actual: event.actual, differs: null, at } };
    case "traffic_differs":
      return { ...traffic, read: { actual: event.actual, differs: event.sentence, at } };
    case "traffic_countdown_begun": {
      const { alert, group, share, until } = event;
      return { ...traffic, countdown: { alert, group, share, begunAt: at, until } };
    }
    case "traffic_countdown_ended": {
      const cancelledUntil = event.how === "cancelled" ? (traffic.countdown?.until ?? null) : traffic.cancelledUntil;
      return { ...traffic, countdown: null, cancelledUntil, settled: union(traffic.settled, event.settles) };
    }
    case "traffic_countdown_spared":
      return { ...traffic, settled: union(traffic.settled, [event.alert]) };
    default:
      return event satisfies never;
  }
}

function union(all: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...all, ...more])];
}

/** What is decided now: the plan's start, until somebody decides. */
export function trafficNow({ traffic }: { readonly traffic: Traffic }, plan: Plan): TrafficState {
  return traffic.state ?? trafficAtStart(plan);
}
