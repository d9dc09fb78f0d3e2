import { useEffect, useState } from "react";
import type { WallView } from "#browser/wall-params";

export type Rotation = { readonly view: WallView; readonly index: number; readonly secondsLeft: number | null };

/** Which view is shown: told by the wall clock alone, so that walls with the same address turn together. */
export function useRotation(views: readonly WallView[], everySeconds: number): Rotation {
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    if (everySeconds === 0) return;
    const read = (): void => setSeconds(Math.floor(Date.now() / 1_000));
    read();
    const timer = setInterval(read, 500);
    return () => clearInterval(timer);
  }, [everySeconds]);
  const turn = everySeconds === 0 || seconds === null ? 0 : Math.floor(seconds / everySeconds);
  const index = turn % views.length;
  return {
    view: views[index] ?? "overview",
    index,
    secondsLeft: everySeconds === 0 || seconds === null ? null : Math.ceil((turn + 1) * everySeconds - seconds),
  };
}
