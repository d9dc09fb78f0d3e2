"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { LiveContext } from "#browser/live-context";
import { createQueryClient } from "#browser/query-client";
import { createLiveClient, type LiveClient } from "#browser/socket";
import { RehearsalBand } from "./rehearsal-band.tsx";
import { ClockKeeper } from "./clock-keeper.tsx";

/** One connection and one query cache for the whole page; opened in the browser only. */
export function Providers({ children }: { readonly children: ReactNode }): ReactNode {
  const [queries] = useState(createQueryClient);
  const [live, setLive] = useState<LiveClient | null>(null);
  useEffect(() => {
    const client = createLiveClient();
    // eslint-disable-next-line react-hooks/set-state-in-effect -- a connection is made once mounted, never while rendering
    setLive(client);
    return client.open();
  }, []);
  return (
    <QueryClientProvider client={queries}>
      <LiveContext.Provider value={live}>
        <ClockKeeper />
        <RehearsalBand />
        {children}
      </LiveContext.Provider>
    </QueryClientProvider>
  );
}
