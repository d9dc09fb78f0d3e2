import type { z } from "zod";
import type { EpochMs } from "../../time.ts";
import type { Actor } from "../actor.ts";
import { applyChecklist, checklistEvents, type Ticks } from "./checklist.ts";
import { applyCloseOut, closeOutEvents, EMPTY_CLOSE_OUT, type CloseOut } from "./close-out.ts";
import { applyConfidence, confidenceEvents, type Confidence } from "./confidence.ts";
import { applyFigure, figureEvents, type GivenFigures } from "./figures.ts";

/** What the success of the rollout is judged by beside its samples, and how it is closed. */
export const closingEvents = [...figureEvents, ...confidenceEvents, ...closeOutEvents, ...checklistEvents] as const;
export type ClosingEvent = z.infer<(typeof closingEvents)[number]>;

export type Closing = {
  readonly figures: GivenFigures;
  readonly confidence: Confidence;
  readonly closeOut: CloseOut;
  readonly ticks: Ticks;
};

export const EMPTY_CLOSING: Closing = { figures: {}, confidence: {}, closeOut: EMPTY_CLOSE_OUT, ticks: {} };

export function applyClosing(
  closing: Closing,
  event: ClosingEvent & { readonly at: EpochMs; readonly actor: Actor },
): Closing {
  switch (event.type) {
    case "figure_given":
      return { ...closing, figures: applyFigure(closing.figures, event) };
    case "confidence_given":
      return { ...closing, confidence: applyConfidence(closing.confidence, event) };
    case "criteria_frozen":
    case "criterion_settled":
    case "stabilisation_confirmed":
    case "stabilisation_seconded":
    case "stabilisation_declined":
    case "baseline_stored":
      return { ...closing, closeOut: applyCloseOut(closing.closeOut, event) };
    case "checklist_ticked":
    case "checklist_unticked":
      return { ...closing, ticks: applyChecklist(closing.ticks, event) };
    default:
      return event satisfies never;
  }
}
