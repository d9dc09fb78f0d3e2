import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";

type Fitting = {
  /** Of the list whose children are counted; its box is as high as there is room. */
  readonly list: RefObject<HTMLUListElement | null>;
  /** Whether there is room for the whole of this child: what is cut in half must not be seen. */
  readonly fits: (index: number) => boolean;
  /** How many have room; all of them until that is known. */
  readonly room: number;
};

/** How many rows of a list have room, whatever stands above it on the wall. */
export function useFitting(): Fitting {
  const list = useRef<HTMLUListElement>(null);
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    if (list.current) setRoom(roomIn(list.current));
  });
  useEffect(() => {
    const box = list.current;
    if (!box) return;
    const watch = new ResizeObserver(() => setRoom(roomIn(box)));
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  return { list, fits: (index) => index < room, room };
}

function roomIn(box: HTMLElement): number {
  const end = box.getBoundingClientRect().bottom + 1;
  const cut = [...box.children].findIndex((child) => child.getBoundingClientRect().bottom > end);
  return cut === -1 ? Number.POSITIVE_INFINITY : Math.max(1, cut);
}
