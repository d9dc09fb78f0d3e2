import type { Plan } from "#core/plan/plan";
import type { ShiftPlace } from "#core/shift/duty";
import { scheduleOf } from "#core/plan/schedule";
import type { EpochMs } from "#core/time";
import { HELD, PLAN_T0, roomOf, type Happened } from "./a-room.ts";
import { aRoomPlan } from "./a-room-plan.ts";

const PEOPLE = aRoomPlan().people;

/** Night (T0 to 12 h, led by Ada) and day (12 h to 24 h, its crew half an hour earlier, led by Noor). */
export const SHIFT_PLAN: Plan = {
  ...aRoomPlan(),
  people: {
    ...PEOPLE,
    crews: [
      { id: "a", label: "Crew A", roles: ["engineering-lead", "on-call"] },
      { id: "b", label: "Crew B", roles: ["product-lead"] },
    ],
    shifts: [
      shift("night", { crew: "a", lead: "engineering-lead", from: "0h", to: "12h", overlap: "0m" }),
      shift("day", { crew: "b", lead: "product-lead", from: "12h", to: "24h", overlap: "30m" }),
    ],
  },
};

type Hours = { readonly crew: string; readonly lead: string } & Record<"from" | "to" | "overlap", string>;

function shift(id: string, { crew, lead, ...hours }: Hours): Plan["people"]["shifts"][number] {
  return { id, label: `The ${id}`, crews: [crew], lead, duties: ["Watch"], ...hours };
}

/** A room under `SHIFT_PLAN` with Ada and Noor in their roles, in which this has happened too. */
export function aShiftPlace(events: readonly Happened[] = [], t0: EpochMs = PLAN_T0): ShiftPlace {
  return { plan: SHIFT_PLAN, room: roomOf(...HELD, ...events), schedule: scheduleOf(SHIFT_PLAN, t0) };
}
