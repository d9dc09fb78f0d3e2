import { useSyncExternalStore } from "react";

const never = (): (() => void) => () => undefined;

/** False on the server and while React takes over what the server drew, which must come out the same; true from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
