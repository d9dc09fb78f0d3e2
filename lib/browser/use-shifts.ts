import { useMemo } from "react";
import { scheduleOf, type Schedule } from "#core/plan/schedule";
import {
  dutyAt,
  handoffsOwed,
  shiftCoverage,
  shiftsOf,
  type Duty,
  type OwedHandoff,
  type ShiftNow,
} from "#core/shift/duty";
import type { Coverage } from "#core/shift/coverage";
import { useRoomNow, type RoomNow } from "./use-room-now.ts";

export type ShiftsNow = RoomNow & {
  readonly schedule: Schedule;
  readonly shifts: readonly ShiftNow[];
  readonly duty: Duty;
  readonly owed: readonly OwedHandoff[];
  readonly coverage: Coverage;
};

/** Who is on duty, who is next and what is owed, renewed every second; null until the room is known. */
export function useShifts(): ShiftsNow | null {
  const held = useRoomNow();
  const schedule = useSchedule(held);
  return useMemo(() => {
    if (!held || !schedule) return null;
    const place = { ...held, schedule };
    const shifts = shiftsOf(place);
    const duty = dutyAt(shifts, held.now);
    return { ...place, shifts, duty, owed: handoffsOwed(place), coverage: shiftCoverage(shifts) };
  }, [held, schedule]);
}

/** It is the same until T0 moves. */
function useSchedule(held: RoomNow | null): Schedule | null {
  const plan = held?.plan;
  const t0 = held?.t0;
  return useMemo(() => (plan && t0 !== undefined ? scheduleOf(plan, t0) : null), [plan, t0]);
}
