import { createContext, useContext } from "react";
import type { Refusal } from "#core/outcome";
import type { Replay } from "#wire/replay";
import type { AskedMoment } from "./replay-address.ts";

export type ReplayState = {
  /** What the address asks for. */
  readonly moment: AskedMoment;
  /** What is shown: of the moment asked for, or while that is read of the one before; null before the first answer. */
  readonly shown: Replay | null;
  readonly refusal: Refusal | null;
  readonly isReading: boolean;
};

/** Why nothing can be changed in a replay, wherever somebody would. */
export const READ_ONLY = "This is a replay: nothing can be changed in the past. Go back to live first.";

/** Null on a live page. */
export const ReplayContext = createContext<ReplayState | null>(null);

export function useReplay(): ReplayState | null {
  return useContext(ReplayContext);
}

/** The moment that is shown, for the names of what is read about it; null on a live page. */
export function useShownMoment(): number | null {
  return useReplay()?.shown?.at ?? null;
}
