"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { LiveContext } from "#browser/live-context";
import { createOutbox } from "#browser/outbox";
import { OutboxContext } from "#browser/outbox-context";
import { createQueryClient } from "#browser/query-client";
import { createLiveClient } from "#browser/socket";
import { RehearsalBand } from "./rehearsal-band.tsx";
import { ClockKeeper } from "./clock-keeper.tsx";

/** One connection and one query cache for the whole page; opened in the browser only. */
export function LiveProviders({ children }: { readonly children: ReactNode }): ReactNode {
  const [queries] = useState(createQueryClient);
  const [outbox] = useState(createOutbox);
  // It connects in the effect only; the server, which has no page to keep up, has none.
  const [live] = useState(() => (typeof window === "undefined" ? null : createLiveClient()));
  useEffect(() => live?.open(), [live]);
  return (
    <QueryClientProvider client={queries}>
      <LiveContext.Provider value={live}>
        <OutboxContext.Provider value={outbox}>
          <ClockKeeper />
          <RehearsalBand />
          {children}
        </OutboxContext.Provider>
      </LiveContext.Provider>
    </QueryClientProvider>
  );
}
