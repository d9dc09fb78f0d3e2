"use client";

import { useRouter } from "next/navigation";
import { useEffect, type CSSProperties, type ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { ZoneContext } from "#browser/live-context";
import { hrefAt } from "#browser/replay-address";
import { useReplay } from "#browser/replay-context";
import { useRoom } from "#browser/use-room";
import { wallParams, type RawParams, type WallParams, type WallView } from "#browser/wall-params";
import { RoomGate } from "#components/live/room-gate";
import { useFreshness } from "#components/live/use-freshness";
import { useAlertSound } from "./use-alert-sound.ts";
import { usePollView } from "./use-poll-view.ts";
import { useQuietDisplay } from "./use-quiet-display.ts";
import { useReloadOnNewBuild } from "./use-reload-on-new-build.ts";
import { useRotation } from "./use-rotation.ts";
import { WallCheckpoints } from "./wall-checkpoints.tsx";
import { WallCriteria } from "./wall-criteria.tsx";
import { WallDelay } from "./wall-delay.tsx";
import { WallFooter } from "./wall-footer.tsx";
import { WallHandoff } from "./wall-handoff.tsx";
import { WallHeader } from "./wall-header.tsx";
import { WallOverview } from "./wall-overview.tsx";
import { WallOwnFault } from "./wall-own-fault.tsx";
import { WallPoll } from "./wall-poll.tsx";
import { WallSegments } from "./wall-segments.tsx";
import { WallTop } from "./wall-top.tsx";
import { WallTraffic } from "./wall-traffic.tsx";
import { WallSprint } from "./wall-sprint.tsx";

/** A display that nobody touches for weeks: no navigation, read from five metres. */
export function WallDisplay({ asked }: { readonly asked: RawParams }): ReactNode {
  const params = wallParams(asked);
  const quiet = useQuietDisplay();
  useLeaveByKey();
  const style: CSSProperties & Record<"--wall-scale", number> = { "--wall-scale": params.scale };
  return (
    <ZoneContext.Provider value={params.zone}>
      <div
        data-theme={params.theme}
        data-quiet={quiet.still}
        data-compact={params.compact}
        style={style}
        className="wall wall-frame"
      >
        <RoomGate>
          {(rollout) => (
            <Wall
              rollout={rollout}
              params={params}
              notes={quiet.note === null ? params.notes : [...params.notes, quiet.note]}
            />
          )}
        </RoomGate>
      </div>
    </ZoneContext.Provider>
  );
}

type Props = { readonly rollout: RolloutView; readonly params: WallParams; readonly notes: readonly string[] };

function Wall({ rollout, params, notes }: Props): ReactNode {
  const room = useRoom("overview");
  const freshness = useFreshness(room);
  const rotation = usePollView(useRotation(params.views, params.rotateSeconds));
  useReloadOnNewBuild();
  const soundNote = useAlertSound(params.sound);
  return (
    <>
      <WallHeader
        rollout={rollout}
        freshness={freshness}
        frame={room.latest}
        showVerdict={rotation.view !== "overview"}
      />
      {/* side by side, so that two of them take no more of the wall than one */}
      <div className="wall-bands contents gap-4 *:min-w-0 *:first:flex-1 landscape:*:not-first:max-w-[45%] has-[>section[aria-label]]:flex portrait:flex-col">
        <WallTop />
        <WallDelay />
        <WallHandoff />
      </div>
      <WallOwnFault />
      <main id="main" className="min-h-0 flex-1">
        <WallContent
          view={rotation.view}
          rollout={rollout}
          room={room}
          freshness={freshness}
          compact={params.compact}
        />
      </main>
      <WallTraffic />
      <WallFooter
        rotation={rotation}
        views={params.views}
        notes={soundNote === null ? notes : [soundNote, ...notes]}
        freshness={freshness}
        health={room.latest?.health ?? null}
        budget={room.latest?.body.view === "overview" ? room.latest.body.budget : null}
      />
    </>
  );
}

type ContentProps = {
  readonly view: WallView;
  readonly rollout: RolloutView;
  readonly room: ReturnType<typeof useRoom>;
  readonly freshness: ReturnType<typeof useFreshness>;
  readonly compact: boolean;
};

function WallContent({ view, rollout, room, freshness, compact }: ContentProps): ReactNode {
  switch (view) {
    case "overview":
      return <WallOverview rollout={rollout} room={room} freshness={freshness} compact={compact} />;
    case "segments":
      return <WallSegments />;
    case "checkpoints":
      return <WallCheckpoints rollout={rollout} />;
    case "sprint":
      return <WallSprint />;
    case "poll":
      return <WallPoll />;
    case "criteria":
      return <WallCriteria />;
    default:
      return view satisfies never;
  }
}

/** `k` leaves the wall the way it came; there is no button that could be pressed by chance. */
function useLeaveByKey(): void {
  const router = useRouter();
  const moment = useReplay()?.moment ?? null;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === "k" && !event.ctrlKey && !event.metaKey && !event.altKey) router.push(hrefAt("/", moment));
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [router, moment]);
}
