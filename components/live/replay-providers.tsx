"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useState, type ReactNode } from "react";
import { LiveContext } from "#browser/live-context";
import { createOutbox } from "#browser/outbox";
import { OutboxContext } from "#browser/outbox-context";
import { createQueryClient } from "#browser/query-client";
import { createReplayClient, type ReplayClient } from "#browser/replay-client";
import type { AskedMoment } from "#browser/replay-address";
import { ReplayContext } from "#browser/replay-context";
import { useReplayAnswer } from "#browser/use-replay-answer";
import { PlainPage } from "#components/ui/plain-page";
import { RehearsalBand } from "./rehearsal-band.tsx";
import { ReplayBand } from "./replay-band.tsx";
import { LeaveReplay } from "./leave-replay.tsx";
import { useKeptMoment } from "./use-kept-moment.ts";

type Props = { readonly moment: AskedMoment; readonly children: ReactNode };

/** Stands in for the live page's connection and cache: whatever its children read is of the moment that is replayed. */
export function ReplayProviders({ moment, children }: Props): ReactNode {
  const [queries] = useState(createQueryClient);
  const [outbox] = useState(createOutbox);
  const [client] = useState(createReplayClient);
  return (
    <QueryClientProvider client={queries}>
      <LiveContext.Provider value={client}>
        <OutboxContext.Provider value={outbox}>
          <Replayed client={client} moment={moment}>
            {children}
          </Replayed>
        </OutboxContext.Provider>
      </LiveContext.Provider>
    </QueryClientProvider>
  );
}

function Replayed({ client, moment, children }: Props & { readonly client: ReplayClient }): ReactNode {
  const replay = useReplayAnswer(client, moment);
  useKeptMoment(moment);
  const { refusal } = replay;
  // a wall has one line for both
  const isWall = usePathname() === "/wall" && refusal === null;
  return (
    <ReplayContext.Provider value={replay}>
      {!isWall && <RehearsalBand />}
      {refusal === null ? (
        <>
          <ReplayBand replay={replay} isWall={isWall} />
          {children}
        </>
      ) : (
        <PlainPage mark="Replay" title="That moment cannot be shown" sentence={refusal.message}>
          <LeaveReplay />
        </PlainPage>
      )}
    </ReplayContext.Provider>
  );
}
