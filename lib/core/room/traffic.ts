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

export type Traffic = {
  /** Null until somebody decides: then the plan's own start holds. */
  readonly state: TrafficState | null;
  readonly decided: TrafficDecided | null;
  /** Decided, and not brought about yet. */
  readonly pending: boolean;
  readonly applied: { readonly split: Split; readonly at: EpochMs } | null;
  /** Why what is pending could not be brought about, when last tried. */
  readonly failed: { readonly sentence: string; readonly at: EpochMs } | null;
  /** What was read back since it was brought about; `differs` says how it is otherwise than intended, null where it is not. */
  readonly read: { readonly actual: Split; readonly differs: string | null; readonly at: EpochMs } | null;
};

export const EMPTY_TRAFFIC: Traffic = {
  state: null,
  decided: null,
  pending: false,
  applied: null,
  failed: null,
  read: null,
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
      return { ...traffic, state: { intended, held }, decided, pending: true, failed: null };
    }
    case "traffic_applied":
      return { ...traffic, pending: false, applied: { split: event.split, at }, failed: null, read: null };
    case "traffic_failed":
      return { ...traffic, failed: { sentence: event.sentence, at } };
    case "traffic_confirmed":
      return { ...traffic, read: { actual: event.actual, differs: null, at } };
    case "traffic_differs":
      return { ...traffic, read: { actual: event.actual, differs: event.sentence, at } };
    default:
      return event satisfies never;
  }
}

/** What is decided now: the plan's start, until somebody decides. */
export function trafficNow({ traffic }: { readonly traffic: Traffic }, plan: Plan): TrafficState {
  return traffic.state ?? trafficAtStart(plan);
}
