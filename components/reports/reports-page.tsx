"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { fetchReports } from "#browser/papers";
import { valueOf } from "#browser/query-client";
import { useRoom } from "#browser/use-room";
import { useRoomLog } from "#browser/use-room-log";
import { useSession } from "#browser/use-session";
import { PageTop } from "#components/live/page-top";
import { ReadingRoom } from "#components/live/reading-room";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import type { RolloutView } from "#wire/rollout";
import { BriefsPanel } from "./briefs-panel.tsx";
import { ReportsPanel } from "./reports-panel.tsx";
import { SharesPanel } from "./shares-panel.tsx";

/** The plan's reports, the briefs, and links to the summary. */
export function ReportsPage(): ReactNode {
  return <RoomGate>{(rollout) => <Reports rollout={rollout} />}</RoomGate>;
}

function Reports({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const freshness = useFreshness(useRoom("overview"));
  const room = useRoomLog();
  const session = useSession();
  const reports = useQuery({
    queryKey: ["reports"],
    queryFn: async ({ signal }) => (await valueOf(fetchReports(signal))).reports,
  });
  const role = session?.kind === "person" ? session.account.role : null;
  const mayWrite = role !== null && role !== "executive";
  return (
    <div className="flex flex-col gap-4">
      <PageTop title="Reports" rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {reports.data && room ? (
        <>
          <ReportsPanel reports={reports.data} written={room.written.texts} rollout={rollout} mayWrite={mayWrite} />
          <BriefsPanel rollout={rollout} seq={room.seq} mayWrite={role === "admin" || role === "lead"} />
          {mayWrite && <SharesPanel />}
        </>
      ) : (
        <ReadingRoom />
      )}
    </div>
  );
}
