import { useMemo } from "react";
import type { Plan } from "#core/plan/plan";
import type { Account } from "#core/room/actor";
import { t0Of } from "#core/room/commands/launch-commands";
import type { Room } from "#core/room/room";
import type { EpochMs } from "#core/time";
import { useNow } from "./use-now.ts";
import { useRollout } from "./use-rollout.ts";
import { usePlan, useRoomLog } from "./use-room-log.ts";
import { useSession } from "./use-session.ts";

export type RoomNow = {
  readonly plan: Plan;
  readonly room: Room;
  readonly now: EpochMs;
  readonly t0: EpochMs;
  /** Who looks; null for a display, and while that is not known. */
  readonly me: Account | null;
};

/** Plan, room, time and who looks, renewed every second; null until all but the last are known. */
export function useRoomNow(): RoomNow | null {
  const plan = usePlan();
  const room = useRoomLog();
  const now = useNow();
  const planned = useRollout().data?.t0;
  const session = useSession();
  return useMemo(() => {
    if (!plan || !room || now === null || planned === undefined) return null;
    const me = session?.kind === "person" ? session.account : null;
    return { plan, room, now, t0: t0Of(room, planned), me };
  }, [plan, room, now, planned, session]);
}

/** Runs the rollout: may confirm, test and check in. */
export function isStaff(me: Account | null): boolean {
  return me !== null && (me.role === "admin" || me.role === "operator" || me.role === "lead");
}

/** May waive, poll, move T0 and start. */
export function isLeading(me: Account | null): boolean {
  return me !== null && (me.role === "admin" || me.role === "lead");
}
