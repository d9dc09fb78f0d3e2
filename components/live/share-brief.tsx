import type { ReactNode } from "react";
import { percentText } from "#core/traffic/split";
import { briefShares, shareRows, trafficState } from "#browser/traffic-rows";
import type { RoomNow } from "#browser/use-room-now";
import { Stamp } from "./stamp.tsx";
import { TrafficStateMark } from "./traffic-state-mark.tsx";

/** Intended and actual split in one line, with the groups that have traffic; what differs stands out. */
export function ShareBrief({ held }: { readonly held: RoomNow }): ReactNode {
  const state = trafficState(held);
  const rows = briefShares(shareRows(held));
  return (
    <div className="flex min-w-0 flex-wrap items-baseline gap-x-6 gap-y-1">
      <TrafficStateMark word={state.word} />
      {rows.map(({ id, label, intended, actual, differs }) => (
        <span key={id} className={`min-w-0 ${differs ? "bg-fail-wash px-2 text-fail" : ""}`}>
          {label} <strong className="text-[1.2em]">{percentText(intended)}</strong>
          {actual !== null && (
            <span className={differs ? "font-bold" : "text-soft"}>
              {" "}
              {differs ? `intended, ${percentText(actual)} actual` : `(actual ${percentText(actual)})`}
            </span>
          )}
        </span>
      ))}
      {state.at !== null && (
        <span className="text-sm text-soft">
          {held.room.traffic.state?.held ? "on hold, " : ""}since <Stamp at={state.at} />
        </span>
      )}
    </div>
  );
}
