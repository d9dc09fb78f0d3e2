import { z } from "zod";
import type { EpochMs } from "../../time.ts";
import type { Actor } from "../actor.ts";
import { lookUp } from "../../look-up.ts";

/** A figure that somebody typed in: `value` as a person writes it (5.8 for 5.8 %), `speaksFor` the moment it is about. */
export const figureEvents = [
  z.object({
    type: z.literal("figure_given"),
    metric: z.string(),
    value: z.number(),
    speaksFor: z.number(),
    source: z.string(),
    note: z.string(),
  }),
] as const;
type FigureEvent = z.infer<(typeof figureEvents)[number]>;

export type GivenFigure = {
  readonly value: number;
  readonly speaksFor: EpochMs;
  readonly source: string;
  readonly note: string;
  readonly by: Actor;
  readonly at: EpochMs;
};
/** By metric, in the order of the moments they speak for; one that was typed in again for the same moment replaces the first. */
export type GivenFigures = Readonly<Record<string, readonly GivenFigure[]>>;

export function applyFigure(
  figures: GivenFigures,
  event: FigureEvent & { readonly at: EpochMs; readonly actor: Actor },
): GivenFigures {
  const { metric, value, speaksFor, source, note, at, actor: by } = event;
  const others = (lookUp(figures, metric) ?? []).filter((figure) => figure.speaksFor !== speaksFor);
  const all = [...others, { value, speaksFor, source, note, by, at }].sort((a, b) => a.speaksFor - b.speaksFor);
  return { ...figures, [metric]: all };
}
