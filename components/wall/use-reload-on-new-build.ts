import { useEffect } from "react";
import { useNewBuild } from "#browser/use-new-build";

const SPREAD_MS = 10_000;

/** Loads the page anew when the server runs another build, spread out so that a room full of walls does not ask at once. */
export function useReloadOnNewBuild(): void {
  const changed = useNewBuild();
  useEffect(() => {
    if (!changed) return;
    const timer = setTimeout(() => window.location.reload(), Math.random() * SPREAD_MS);
    return () => clearTimeout(timer);
  }, [changed]);
}
