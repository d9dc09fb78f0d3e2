"use client";

import { usePathname } from "next/navigation";
import { useCallback, useEffect, useState, type ReactNode } from "react";
import { AskContext, type Question } from "#browser/ask-context";
import { useRoomNow, type RoomNow } from "#browser/use-room-now";
import { Dialog } from "#components/ui/dialog";
import { useReturnedFocus } from "./use-returned-focus.ts";

/** Holds the question that is open, apart from the row it is about: the row may change or go, what was typed stays. */
export function AskProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [asked, setAsked] = useState<Question | null>(null);
  const now = useRoomNow();
  const noteFocus = useReturnedFocus(asked !== null);
  const ask = useCallback(
    (question: Question) => {
      noteFocus();
      setAsked(question);
    },
    [noteFocus],
  );
  const close = useCallback(() => setAsked(null), []);
  // only a person goes to another page
  const path = usePathname();
  useEffect(() => close, [close, path]);
  return (
    <AskContext.Provider value={ask}>
      {children}
      <Dialog title={asked?.title ?? ""} open={asked !== null} isWide={asked?.isWide ?? false} onClose={close}>
        {asked && formOf(asked, close, now)}
      </Dialog>
    </AskContext.Provider>
  );
}

function formOf(asked: Question, close: () => void, now: RoomNow | null): ReactNode {
  return asked.held === undefined ? asked.form(close) : asked.form(close, now ?? asked.held);
}
