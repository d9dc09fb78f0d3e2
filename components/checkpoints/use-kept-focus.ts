import { useLayoutEffect, useRef, type RefObject } from "react";

/** For a part of a list: when it goes away with the focus in it, the focus stays in the region around it, where its reader was. */
export function useKeptFocus<Part extends HTMLElement>(): RefObject<Part | null> {
  const part = useRef<Part>(null);
  useLayoutEffect(() => {
    const held = part.current;
    return () => {
      const region = held?.closest("section");
      if (!region || !held?.contains(document.activeElement)) return;
      region.tabIndex = -1;
      region.focus();
    };
  }, []);
  return part;
}
