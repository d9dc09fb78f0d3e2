"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { ROLLOUT_KEY } from "#browser/use-rollout";
import { useRoom } from "#browser/use-room";

/** Asks for the rollout again when the frames say that its pace or the server's build has changed. */
export function ClockKeeper(): ReactNode {
  const queries = useQueryClient();
  const frame = useRoom("overview").latest;
  const pace = frame === null ? null : `${frame.everyMs} ${frame.build}`;
  useEffect(() => {
    if (pace !== null) void queries.invalidateQueries({ queryKey: ROLLOUT_KEY });
  }, [pace, queries]);
  return null;
}
