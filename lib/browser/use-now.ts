import { useEffect, useState } from "react";
import type { EpochMs } from "#core/time";
import { rolloutTime } from "./clock.ts";
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
  useEffect(() => {
    if (clock === undefined) return;
    const read = (): void => setNow(Math.floor(rolloutTime(clock, Date.now() + offsetMs) / 1_000) * 1_000);
    read();
    const timer = setInterval(read, 500);
    return () => clearInterval(timer);
  }, [clock, offsetMs]);
  return now;
}
