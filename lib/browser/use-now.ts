import { useEffect, useState } from "react";
import type { EpochMs } from "#core/time";
import { rolloutTime } from "./clock.ts";
import { useReplay } from "./replay-context.ts";
import { useLink } from "./use-room.ts";
import { useRollout } from "./use-rollout.ts";

/** This device's real time, renewed every `everyMs`. */
export function useRealNow(everyMs = 1_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The rollout's time in whole seconds; null until the rollout is known. */
export function useNow(): EpochMs | null {
  const [now, setNow] = useState<EpochMs | null>(null);
  const clock = useRollout().data?.clock;
  const offsetMs = useLink().offsetMs ?? 0;
  const replay = useReplay();
  useEffect(() => {
    if (clock === undefined) return;
    const read = (): void => setNow(wholeSeconds(rolloutTime(clock, Date.now() + offsetMs)));
    read();
    const timer = setInterval(read, 500);
    return () => clearInterval(timer);
  }, [clock, offsetMs]);
  // at once, with all else that is of another moment
  return replay ? replay.shown && wholeSeconds(replay.shown.at) : now;
}

function wholeSeconds(at: EpochMs): EpochMs {
  return Math.floor(at / 1_000) * 1_000;
}
