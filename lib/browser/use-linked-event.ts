import { useSyncExternalStore } from "react";

/** The event that the address points to, as reports write it (`/log#event-12`); null where it points to none. */
export function useLinkedEvent(): number | null {
  return linkedEvent(
    useSyncExternalStore(
      subscribe,
      () => window.location.hash,
      () => "",
    ),
  );
}

/** `#event-12` is 12. */
export function linkedEvent(hash: string): number | null {
  const found = /^#event-([1-9]\d{0,9})$/.exec(hash);
  return found ? Number(found[1]) : null;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}
