import { useMemo } from "react";
import type { EpochMs } from "#core/time";
import { checkpointRows, type CheckpointRow, type Standing } from "./checkpoint-rows.ts";
import { useNow } from "./use-now.ts";
import { useRollout } from "./use-rollout.ts";
import { usePlan, useRoomLog } from "./use-room-log.ts";

export type Checkpoints = Standing & { readonly now: EpochMs; readonly rows: readonly CheckpointRow[] };

/** Every checkpoint as it stands, renewed every second; null until plan, room and time are known. */
export function useCheckpoints(): Checkpoints | null {
  const plan = usePlan();
  const room = useRoomLog();
  const now = useNow();
  const planned = useRollout().data?.t0;
  return useMemo(() => {
    if (!plan || !room || now === null || planned === undefined) return null;
    const standing = { plan, room, t0: room.launch.t0 ?? planned };
    return { ...standing, now, rows: checkpointRows(standing, now) };
  }, [plan, room, now, planned]);
}
