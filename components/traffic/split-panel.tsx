"use client";

import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import { splitText } from "#core/traffic/split";
import { useAsk } from "#browser/ask-context";
import { reducible, shareRows, trafficState, type TrafficControlKind } from "#browser/traffic-rows";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { MoveForm } from "#components/live/move-form";
import { ShareBars } from "#components/live/share-bars";
import { Stamp } from "#components/live/stamp";
import { TrafficStateMark } from "#components/live/traffic-state-mark";
import { Panel } from "#components/ui/panel";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";
import { ReduceForm } from "./reduce-form.tsx";

const MOVED_BY: Readonly<Record<TrafficControlKind, string>> = {
  record: "Record only: people move the traffic by hand, and nothing is read back.",
  webhook: "Moved by the signed webhook, and read back every 15 s where it has an address for that.",
  haproxy: "Moved by HAProxy's weights, and read back every 15 s.",
};

type Props = { readonly held: RoomNow; readonly control: TrafficControlKind };

/** Intended and actual split, how that is known, and what leads may do about it. */
export function SplitPanel({ held, control }: Props): ReactNode {
  const state = trafficState(held);
  const { decided, state: kept } = held.room.traffic;
  const hold = kept?.held ?? null;
  return (
    <Panel id="split" title="Intended and actual">
      <div role="status" className="mb-4">
        <p className="flex flex-wrap items-baseline gap-x-4 text-lg">
          <TrafficStateMark word={state.word} className="text-xl" />
          <span className="wrap-anywhere">{state.sentence}</span>
          {state.at !== null && (
            <span className="text-sm text-soft">
              since <Stamp at={state.at} date seconds />
            </span>
          )}
        </p>
        {hold !== null && (
          <p className="mt-1 font-semibold text-warn">
            On hold: no group gets more until a lead resumes, to {splitText(hold, held.plan.traffic?.groups ?? [])}.
          </p>
        )}
      </div>
      <ShareBars rows={shareRows(held)} />
      {decided && (
        <p className="mt-3 text-sm wrap-anywhere">
          Decided by {actorName(decided.by)}, <Stamp at={decided.at} date seconds />: {decided.reason}
        </p>
      )}
      <p className="mt-1 text-sm text-soft">{MOVED_BY[control]}</p>
      <MoveButtons held={held} isHeld={hold !== null} />
    </Panel>
  );
}

function MoveButtons({ held, isHeld }: { readonly held: RoomNow; readonly isHeld: boolean }): ReactNode {
  const ask = useAsk();
  if (!isLeading(held.me))
    return (
      <p className="mt-3 border-t border-line pt-3 text-sm text-soft">
        Only leads and administrators move the traffic, with their password.
      </p>
    );
  const hasTraffic = reducible(held).length > 0;
  const askReduce = (): void =>
    ask({ title: "Reduce the traffic", held, form: (close, now) => <ReduceForm held={now} onDone={close} /> });
  const askMove = (kind: "hold" | "resume", title: string): void =>
    ask({
      title,
      held,
      form: (close, now) => <MoveForm move={{ kind }} alert={null} held={now} onDone={close} />,
    });
  return (
    <div className="mt-3 flex flex-wrap gap-2 border-t border-line pt-3 max-sm:*:flex-auto">
      {hasTraffic && (
        <button type="button" onClick={askReduce} className={`${BUTTON} border-fail text-fail`}>
          Reduce…
        </button>
      )}
      {isHeld ? (
        <button type="button" onClick={() => askMove("resume", "Resume the traffic")} className={MAIN_BUTTON}>
          Resume…
        </button>
      ) : (
        <button type="button" onClick={() => askMove("hold", "Hold the traffic")} className={BUTTON}>
          Hold…
        </button>
      )}
    </div>
  );
}
