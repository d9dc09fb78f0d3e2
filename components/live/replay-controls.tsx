"use client";

import { Pause, Play, SkipBack, SkipForward } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import type { Replay } from "#wire/replay";
import type { Player } from "#browser/use-replay-player";

const SPEEDS = [
  { value: 10, label: "10 s per second" },
  { value: 60, label: "1 min per second" },
  { value: 300, label: "5 min per second" },
  { value: 1_800, label: "30 min per second" },
  { value: 7_200, label: "2 h per second" },
] as const;

const BUTTON =
  "grid size-11 place-items-center rounded-md border border-strong bg-panel hover:bg-raised disabled:opacity-50 disabled:hover:bg-panel";

type Props = { readonly player: Player; readonly shown: Replay | null };

/** To the event before and after, play and pause, and how fast. */
export function ReplayControls({ player, shown }: Props): ReactNode {
  const previous = shown?.previous ?? null;
  const next = shown?.next ?? null;
  // what was read last may still be of the moment before this one
  const isCurrent = shown !== null && (player.isPlaying || shown.at === player.at);
  const step = (at: number | null): void => void (isCurrent && at !== null && player.jump(at));
  useKeys({ "[": () => step(previous), "]": () => step(next), " ": player.toggle });
  const Icon = player.isPlaying ? Pause : Play;
  return (
    <div role="group" aria-label="Turn the pages" className="flex items-center gap-1.5">
      <button
        type="button"
        title="Event before ([)"
        disabled={previous === null}
        aria-disabled={!isCurrent}
        onClick={() => step(previous)}
        className={BUTTON}
      >
        <SkipBack aria-hidden="true" className="icon" />
        <span className="sr-only">To the event before</span>
      </button>
      <button
        type="button"
        title="Play or pause (space)"
        disabled={shown === null}
        onClick={player.toggle}
        className={BUTTON}
      >
        <Icon aria-hidden="true" className="icon" />
        <span className="sr-only">{player.isPlaying ? "Pause" : "Play"}</span>
      </button>
      <button
        type="button"
        title="Next event (])"
        disabled={next === null}
        aria-disabled={!isCurrent}
        onClick={() => step(next)}
        className={BUTTON}
      >
        <SkipForward aria-hidden="true" className="icon" />
        <span className="sr-only">To the next event</span>
      </button>
      <select
        aria-label="Speed"
        value={player.speed}
        onChange={(event) => player.setSpeed(Number(event.target.value))}
        className="h-11 rounded-md border border-strong bg-panel px-2 text-sm"
      >
        {SPEEDS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Keys that work anywhere on the page but in a field, on a button or in a dialog. */
function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const held = useRef(keys);
  useEffect(() => {
    held.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const act = held.current[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        event.target instanceof Element &&
        event.target.closest("input:not([type=range]), textarea, select, button, a, summary, dialog[open]")
      )
        return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
