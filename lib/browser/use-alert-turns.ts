import { useEffect, useRef } from "react";
import type { Alerts } from "#core/room/alert";
import { alertTurns } from "./alert-notices.ts";
import { useNow } from "./use-now.ts";
import { useRoomLog } from "./use-room-log.ts";

type Turns = ReturnType<typeof alertTurns>;

/** Calls `onTurn` when alerts fire or end while the page is open; what was on before is no news. */
export function useAlertTurns(onTurn: (turns: Turns) => void): void {
  const room = useRoomLog();
  const now = useNow();
  const before = useRef<Alerts | null>(null);
  const tell = useRef(onTurn);
  useEffect(() => {
    tell.current = onTurn;
  });
  useEffect(() => {
    if (room === null || now === null || room.alerts === before.current) return;
    const held = before.current;
    before.current = room.alerts;
    if (held === null) return;
    const turns = alertTurns({ before: held, room, now });
    if (turns.fired.length + turns.resolved.length > 0) tell.current(turns);
  }, [room, now]);
}
