import { createContext, useContext, type ReactNode } from "react";
import type { RoomNow } from "./use-room-now.ts";

/**
 * A dialog with a form. Whatever the form names (a step, an alert, a poll) is as it was when it was asked; with `held`, the
 * room as it was then, the form is drawn anew from the newest room.
 */
export type Question = { readonly title: string; readonly isWide?: boolean } & (
  | { readonly held?: undefined; readonly form: (close: () => void) => ReactNode }
  | { readonly held: RoomNow; readonly form: (close: () => void, held: RoomNow) => ReactNode }
);
export type Ask = (question: Question) => void;

export const AskContext = createContext<Ask>(() => undefined);

/** Opens the page's one dialog; it stays, with what was typed, until it is closed or the person goes to another page. */
export function useAsk(): Ask {
  return useContext(AskContext);
}
