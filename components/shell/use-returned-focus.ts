import { useCallback, useEffect, useRef } from "react";

/**
 * For a dialog over the page. The browser gives the focus back to what had it; where that goes meanwhile, or just after the
 * dialog has closed, the focus goes to the nearest part around it that is left. Answers what notes the place, before it opens.
 */
export function useReturnedFocus(isOpen: boolean): () => void {
  const places = useRef<readonly HTMLElement[]>([]);
  // after every change of the room: a command may be answered before its event takes the button away
  useEffect(() => {
    if (!isOpen) places.current = settle(places.current);
  });
  return useCallback(() => void (places.current = placesAround(document.activeElement)), []);
}

/** What has the focus, and the parts of the page around it, from the inside out. */
function placesAround(focused: Element | null): readonly HTMLElement[] {
  const around = [focused, focused?.closest("li"), focused?.closest("section"), document.querySelector("main")];
  return around.filter((place) => place instanceof HTMLElement).filter((place) => place !== document.body);
}

/** The places to watch from now on: none once the focus is elsewhere or was given to one that is left. */
function settle(places: readonly HTMLElement[]): readonly HTMLElement[] {
  const [first] = places;
  if (!first) return [];
  const focused = document.activeElement;
  if (focused !== null && focused !== document.body && focused !== first) return [];
  if (first.isConnected) return places;
  const left = places.find((place) => place.isConnected);
  if (left) {
    left.tabIndex = -1;
    left.focus();
  }
  return [];
}
