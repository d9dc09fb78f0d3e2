import { z } from "zod";
import type { EpochMs } from "../time.ts";
import { personSchema, type Actor, type Person } from "./actor.ts";
import { lookUp } from "../look-up.ts";

const shift = z.string();

const handoffItemSchema = z.object({
  /** The same for the same thing: `action:gate-4.patterns`. */
  id: z.string(),
  kind: z.enum(["state", "alert", "silence", "action", "gate", "incident"]),
  text: z.string(),
});
export type HandoffItem = z.infer<typeof handoffItemSchema>;

/** Who leads the plan's shifts, and what one shift hands to the next. */
export const shiftEvents = [
  z.object({ type: z.literal("shift_taken"), shift, person: personSchema, over: personSchema.nullable() }),
  z.object({ type: z.literal("shift_released"), shift, person: personSchema, reason: z.string() }),
  z.object({
    type: z.literal("handoff_written"),
    /** The shift that begins. */
    shift,
    revision: z.number(),
    summary: z.string(),
    watch: z.string(),
    /** As the room had them at that moment, without those that the writer left out. */
    items: z.array(handoffItemSchema),
    leftOut: z.number(),
  }),
  z.object({ type: z.literal("handoff_accepted"), shift, revision: z.number(), note: z.string() }),
] as const;
type ShiftEvent = z.infer<(typeof shiftEvents)[number]>;

export type Handoff = {
  readonly shift: string;
  readonly revision: number;
  readonly summary: string;
  readonly watch: string;
  readonly items: readonly HandoffItem[];
  readonly leftOut: number;
  readonly by: Actor;
  readonly at: EpochMs;
  readonly accepted: { readonly by: Actor; readonly at: EpochMs; readonly note: string } | null;
};

export type Shifts = {
  /** Shift ids that somebody took or gave up, each with who leads it since; null for nobody. The others follow the roster. */
  readonly leads: Readonly<Record<string, Person | null>>;
  /** By the shift that begins. */
  readonly handoffs: Readonly<Record<string, Handoff>>;
};

export const EMPTY_SHIFTS: Shifts = { leads: {}, handoffs: {} };

export function applyShift(
  shifts: Shifts,
  event: ShiftEvent & { readonly at: EpochMs; readonly actor: Actor },
): Shifts {
  const { at, actor: by } = event;
  switch (event.type) {
    case "shift_taken":
      return { ...shifts, leads: { ...shifts.leads, [event.shift]: event.person } };
    case "shift_released":
      return { ...shifts, leads: { ...shifts.leads, [event.shift]: null } };
    case "handoff_written": {
      const { shift: id, revision, summary, watch, items, leftOut } = event;
      const handoff = { shift: id, revision, summary, watch, items, leftOut, by, at, accepted: null };
      return { ...shifts, handoffs: { ...shifts.handoffs, [id]: handoff } };
    }
    case "handoff_accepted": {
      const known = lookUp(shifts.handoffs, event.shift);
      if (known?.revision !== event.revision) return shifts;
      const accepted = { by, at, note: event.note };
      return { ...shifts, handoffs: { ...shifts.handoffs, [known.shift]: { ...known, accepted } } };
    }
    default:
      return event satisfies never;
  }
}
