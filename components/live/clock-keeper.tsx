"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { useRoomLog } from "#browser/use-room-log";
import { ROLLOUT_KEY } from "#browser/use-rollout";
import { useRoom } from "#browser/use-room";

/** Asks for the rollout again when its pace, the server's build or T0 has changed. */
export function ClockKeeper(): ReactNode {
  const queries = useQueryClient();
  const frame = useRoom("overview").latest;
  const pace = frame === null ? null : `${frame.everyMs} ${frame.build}`;
  const launch = useRoomLog()?.launch;
  const t0 = launch === undefined ? null : `${launch.t0} ${launch.start === null}`;
  useEffect(() => {
    if (pace !== null || t0 !== null) void queries.invalidateQueries({ queryKey: ROLLOUT_KEY });
  }, [pace, t0, queries]);
  return null;
}
