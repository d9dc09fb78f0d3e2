import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { createAlertSound, type AlertSound } from "#browser/alert-sound";
import { useReplay } from "#browser/replay-context";
import { useAlertTurns } from "#browser/use-alert-turns";

const nothing = (): void => undefined;

/** Sounds once for every critical alert that fires, where the address asks for it; says while the browser keeps it silent. */
export function useAlertSound(isAsked: boolean): string | null {
  // what fires in a replay is no news
  const isWanted = useReplay() === null && isAsked;
  const [sound, setSound] = useState<AlertSound | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    const made = createAlertSound();
    setSound(made);
    return () => {
      setSound(null);
      made.close();
    };
  }, [isWanted]);
  const subscribe = useCallback((listener: () => void) => sound?.subscribe(listener) ?? nothing, [sound]);
  const isHeard = useSyncExternalStore(
    subscribe,
    () => sound?.isHeard() ?? false,
    () => false,
  );
  useAlertTurns(({ fired }) => {
    if (fired.some(({ severity }) => severity === "critical")) sound?.play();
  });
  return isWanted && !isHeard ? "No sound yet: the browser wants one click or key on this page first." : null;
}
