import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { hrefAt } from "#browser/replay-address";
import { useReplay } from "#browser/replay-context";

const GO: Readonly<Record<string, string>> = {
  o: "/",
  w: "/wall",
  s: "/segments",
  d: "/demo",
  p: "/preflight",
  t: "/launch",
  c: "/checkpoints",
  f: "/traffic",
  a: "/alerts",
  h: "/schedule",
  l: "/log",
  u: "/criteria",
  x: "/checklist",
  n: "/sprint",
  m: "/summary",
  r: "/reports",
  v: "/rollouts",
};
const SECOND_KEY_WITHIN_MS = 1_500;

/** `?` help, `g` then a letter to go, `k` kiosk. Keys typed into a field or a dialog, or with a modifier, are left alone. */
export function useShortcuts(openHelp: () => void): void {
  const router = useRouter();
  const moment = useReplay()?.moment ?? null;
  const help = useRef(openHelp);
  help.current = openHelp;
  useEffect(() => {
    let goAt = Number.NEGATIVE_INFINITY;
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const going = event.timeStamp - goAt < SECOND_KEY_WITHIN_MS;
      goAt = Number.NEGATIVE_INFINITY;
      const place = going ? GO[event.key] : event.key === "k" ? "/wall" : undefined;
      if (place !== undefined) router.push(hrefAt(place, moment));
      else if (event.key === "?") help.current();
      else if (event.key === "g") goAt = event.timeStamp;
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [router, moment]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, dialog[open]") !== null)
  );
}
