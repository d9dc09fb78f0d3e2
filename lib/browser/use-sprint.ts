import { useMemo } from "react";
import { lastTurn, sprintNow, type SprintNow } from "#core/sprint/sprint-now";
import type { RoomNow } from "./use-room-now.ts";

/** The sprint as it stands; `asOf` is the same number from one turn of the tasks' states to the next. Null until the room is known. */
export function useSprint(held: RoomNow | null): { readonly sprint: SprintNow; readonly asOf: number } | null {
  const { plan, t0, room } = held ?? {};
  const { sprint: course, closing, launch } = room ?? {};
  const sprint = useMemo(() => {
    if (!plan || t0 === undefined || !course || !closing || !launch) return null;
    return sprintNow({ plan, t0, room: { sprint: course, closing, launch } });
  }, [plan, t0, course, closing, launch]);
  return held && sprint && { sprint, asOf: lastTurn(sprint, held.now) };
}
