import { useCallback, useEffect, useRef, useState } from "react";
import type { EpochMs } from "#core/time";
import { goToMoment } from "./go-to-moment.ts";
import { momentFrom, momentText } from "./replay-address.ts";
import type { ReplayState } from "./replay-context.ts";

/** Between the answer to one moment and the question for the next. */
const STEP_MS = 500;
/** A slider that is drawn along asks once it rests for so long. */
const REST_MS = 200;

export type Player = {
  /** Where the slider stands: the moment asked for, or to be asked for once it rests. */
  readonly at: EpochMs | null;
  readonly isPlaying: boolean;
  /** Real to replayed: ms of the rollout's clock per ms. */
  readonly speed: number;
  setSpeed(speed: number): void;
  toggle(): void;
  /** Goes to a moment at once, and stops playing. */
  jump(at: EpochMs): void;
  /** Goes there once nothing else is asked for a moment, and stops playing. */
  drag(to: (from: EpochMs) => EpochMs): void;
};

/** The one who turns the past's pages: forward by itself while it plays, each step after the answer to the one before. */
export function useReplayPlayer({ moment, shown, isReading }: ReplayState): Player {
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(300);
  const [going, setGoing] = useState<EpochMs | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const asked = momentFrom(moment.at);
  const at = going ?? asked;
  // the page's address follows in a transition, and until then it is still that of the moment it came from
  if (going !== null && moment.at === momentText(going)) setGoing(null);
  // keys may be pressed faster than the page is drawn
  const wanted = useRef(at);
  useEffect(() => {
    wanted.current = at;
  }, [at]);
  const jump = useCallback((at: EpochMs) => {
    clearTimeout(rest.current);
    setGoing(at);
    setPlaying(false);
    goToMoment(at);
  }, []);
  const drag = useCallback((to: (from: EpochMs) => EpochMs) => {
    const next = to(wanted.current ?? 0);
    wanted.current = next;
    clearTimeout(rest.current);
    setPlaying(false);
    setGoing(next);
    rest.current = setTimeout(() => goToMoment(next), REST_MS);
  }, []);
  useEffect(() => () => clearTimeout(rest.current), []);
  const to = shown?.to ?? null;
  useEffect(() => {
    if (!isPlaying || isReading || asked === null || to === null) return;
    const timer = setTimeout(() => {
      const next = Math.min(to, asked + STEP_MS * speed);
      if (next >= to) setPlaying(false);
      goToMoment(next);
    }, STEP_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, isReading, asked, to, speed]);
  return { at, isPlaying, speed, setSpeed, toggle: () => setPlaying(!isPlaying), jump, drag };
}
