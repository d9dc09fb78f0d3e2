import { z } from "zod";
import type { EpochMs } from "../time.ts";
import type { Actor } from "./actor.ts";
import { evidenceSchema, type Evidence } from "./evidence.ts";

/** From the evening before to T0: the ramp decision, the start, its lines, and every move of T0. */
export const launchEvents = [
  z.object({ type: z.literal("ramp_decided"), option: z.string(), goesOn: z.boolean(), reason: z.string() }),
  z.object({ type: z.literal("rescheduled"), from: z.number(), to: z.number(), reason: z.string() }),
  z.object({
    type: z.literal("rollout_started"),
    /** The moment that T0 is from now on, and when it was to be. */
    t0: z.number(),
    planned: z.number(),
    poll: z.string().nullable(),
    /** Why it was started without a GO; null with one. */
    override: z.string().nullable(),
    baseline: z.array(evidenceSchema),
  }),
  z.object({
    type: z.literal("line_done"),
    line: z.string(),
    /** What was measured where Holdpoint proved it; a person's note otherwise. */
    proof: z.array(evidenceSchema),
    note: z.string(),
  }),
] as const;
export type LaunchEvent = z.infer<(typeof launchEvents)[number]>;

export type Move = {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly reason: string;
  readonly at: EpochMs;
  readonly by: Actor;
};
export type LineDone = {
  readonly proof: readonly Evidence[];
  readonly note: string;
  readonly by: Actor;
  readonly at: EpochMs;
};
export type Start = {
  readonly at: EpochMs;
  readonly by: Actor;
  readonly poll: string | null;
  readonly override: string | null;
  readonly baseline: readonly Evidence[];
};
export type Launch = {
  /** Null until it is first moved: then the plan's own T0, or the rollout's, holds. */
  readonly t0: EpochMs | null;
  readonly ramp: {
    readonly option: string;
    readonly goesOn: boolean;
    readonly reason: string;
    readonly by: Actor;
    readonly at: EpochMs;
  } | null;
  readonly moves: readonly Move[];
  readonly start: Start | null;
  readonly lines: Readonly<Record<string, LineDone>>;
};

export const EMPTY_LAUNCH: Launch = { t0: null, ramp: null, moves: [], start: null, lines: {} };

export function applyLaunch(
  launch: Launch,
  event: LaunchEvent & { readonly at: EpochMs; readonly actor: Actor },
): Launch {
  const { at, actor: by } = event;
  switch (event.type) {
    case "ramp_decided":
      return { ...launch, ramp: { option: event.option, goesOn: event.goesOn, reason: event.reason, by, at } };
    case "rescheduled": {
      const { from, to, reason } = event;
      return { ...launch, t0: to, moves: [...launch.moves, { from, to, reason, at, by }] };
    }
    case "rollout_started": {
      const { poll, override, baseline } = event;
      return { ...launch, t0: event.t0, start: { at, by, poll, override, baseline } };
    }
    case "line_done":
      return { ...launch, lines: { ...launch.lines, [event.line]: { proof: event.proof, note: event.note, by, at } } };
    default:
      return event satisfies never;
  }
}
