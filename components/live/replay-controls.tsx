"use client";

import { ChevronsLeft, ChevronsRight, Pause, Play, SkipBack, SkipForward, type LucideIcon } from "lucide-react";
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
  "grid size-11 shrink-0 place-items-center rounded-md border border-strong bg-panel hover:bg-raised disabled:opacity-50 disabled:hover:bg-panel";

type Stop = number | null;
type Props = {
  readonly player: Player;
  readonly shown: Replay | null;
  /** The gate, alert or decision before and after. */
  readonly marks: { readonly previous: Stop; readonly next: Stop };
};

/** To the event before and after, or to what the slider marks; play and pause, and how fast. */
export function ReplayControls({ player, shown, marks }: Props): ReactNode {
  const jump = (at: Stop): void => void (at !== null && player.jump(at));
  const step = useStep(player, shown);
  useKeys({
    "{": () => jump(marks.previous),
    "[": () => step("previous"),
    "]": () => step("next"),
    "}": () => jump(marks.next),
    " ": player.toggle,
  });
  const Icon = player.isPlaying ? Pause : Play;
  const mark = (to: Stop): StepTo => ({ isOff: to === null, onPress: () => jump(to) });
  const event = (way: Way): StepTo => ({ isOff: (shown?.[way] ?? null) === null, onPress: () => step(way) });
  return (
    <div role="group" aria-label="Turn the pages" className="flex min-w-0 items-center gap-1.5 max-sm:w-full">
      <Step name="To the gate, alert or decision before" keys="{" icon={ChevronsLeft} {...mark(marks.previous)} />
      <Step name="To the event before" keys="[" icon={SkipBack} {...event("previous")} />
      <Step
        name={player.isPlaying ? "Pause" : "Play"}
        keys="space"
        icon={Icon}
        isOff={shown === null}
        onPress={player.toggle}
      />
      <Step name="To the next event" keys="]" icon={SkipForward} {...event("next")} />
      <Step name="To the next gate, alert or decision" keys="}" icon={ChevronsRight} {...mark(marks.next)} />
      <select
        aria-label="Speed"
        value={player.speed}
        disabled={shown === null}
        onChange={(event) => player.setSpeed(Number(event.target.value))}
        className="h-11 min-w-0 flex-1 rounded-md border border-strong bg-panel px-2 text-sm disabled:opacity-50"
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

type StepTo = { readonly isOff: boolean; readonly onPress: () => void };
type StepProps = StepTo & { readonly name: string; readonly keys: string; readonly icon: LucideIcon };

function Step({ name, keys, icon: Icon, isOff, onPress }: StepProps): ReactNode {
  return (
    <button type="button" title={`${name} (${keys})`} disabled={isOff} onClick={onPress} className={BUTTON}>
      <Icon aria-hidden="true" className="icon" />
      <span className="sr-only">{name}</span>
    </button>
  );
}

type Way = "previous" | "next";

/** To the event before or after the moment that is shown; while that is still being read, as soon as it is. */
function useStep(player: Player, shown: Replay | null): (way: Way) => void {
  const wanted = useRef<Way | null>(null);
  const isCurrent = shown !== null && (player.isPlaying || shown.at === player.at);
  const { jump } = player;
  useEffect(() => {
    const way = wanted.current;
    if (!isCurrent || way === null) return;
    wanted.current = null;
    const at = shown[way];
    if (at !== null) jump(at);
  }, [isCurrent, shown, jump]);
  return (way) => {
    const at = shown?.[way] ?? null;
    if (!isCurrent) wanted.current = way;
    else if (at !== null) jump(at);
  };
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
