"use client";

import { useMemo, useState, type ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { filterRows, isFiltered, logRows, NO_FILTER } from "#browser/log-filter";
import { useLinkedEvent } from "#browser/use-linked-event";
import { blocksTo, LOG_BLOCK, useLogPage } from "#browser/use-log-page";
import { usePlan, useRoomLog } from "#browser/use-room-log";
import { useRoom } from "#browser/use-room";
import { PageTop } from "#components/live/page-top";
import { ReadingRoom } from "#components/live/reading-room";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { useFreshness } from "#components/live/use-freshness";
import { FormAlert } from "#components/ui/form-alert";
import { Panel } from "#components/ui/panel";
import type { Plan } from "#core/plan/plan";
import type { Room } from "#core/room/room";
import { LogExport } from "./log-export.tsx";
import { LogFilters } from "./log-filters.tsx";
import { LogMore } from "./log-more.tsx";
import { LogTable } from "./log-table.tsx";

/** Whoever looks for something gets so many matches, however far back they lie. */
const ENOUGH = 20;

/** Everything that was decided, newest first. */
export function LogPage(): ReactNode {
  return <RoomGate>{(rollout) => <Log rollout={rollout} />}</RoomGate>;
}

function Log({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const freshness = useFreshness(useRoom("overview"));
  const plan = usePlan();
  const room = useRoomLog();
  return (
    <div className="flex flex-col gap-4">
      <PageTop title="Log" rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {plan && room ? <Content plan={plan} room={room} t0={room.launch.t0 ?? rollout.t0} /> : <ReadingRoom />}
    </div>
  );
}

type ContentProps = { readonly plan: Plan; readonly room: Room; readonly t0: number };

function Content({ plan, room, t0 }: ContentProps): ReactNode {
  const { seq, actions } = room;
  const [blocks, setBlocks] = useState(1);
  const [filter, setFilter] = useState(NO_FILTER);
  const linked = useLinkedEvent();
  const { events, isLoading, isWhole, refusal } = useLogPage(
    seq,
    linked === null ? blocks : Math.max(blocks, blocksTo(seq, linked)),
  );
  const newest = events[0]?.seq ?? 0;
  const oldest = events.at(-1)?.seq ?? 0;
  // the sentences are made anew only when other events are shown
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const rows = useMemo(() => logRows(events, plan, actions), [newest, oldest, plan]);
  const shown = useMemo(() => filterRows(rows, filter), [rows, filter]);
  const seeks = isFiltered(filter) && shown.length < ENOUGH && !isWhole;
  if (seeks && !isLoading && refusal === null) setBlocks(blocks + 1);
  return (
    <>
      <LogFilters filter={filter} rows={rows} onChange={setFilter} />
      <Panel id="events" title="Events" aside={<LogExport />}>
        <p role="status" className="mb-2 text-sm text-soft">
          {events.length === 0
            ? ""
            : isFiltered(filter)
              ? `${shown.length} of the newest ${rows.length} events match; the log has ${seq}.`
              : `The newest ${rows.length} of ${seq} events.`}
        </p>
        <FormAlert>{refusal === null ? null : `The log cannot be read now: ${refusal.message}`}</FormAlert>
        {seq === 0 ? (
          <p className="text-soft">Nothing has been decided yet. Everything that is will be here, with who and when.</p>
        ) : (
          <LogTable rows={shown} t0={t0} isLoading={isLoading} isFiltered={isFiltered(filter)} linked={linked} />
        )}
        {!isWhole && seq > 0 && (
          <LogMore
            isLoading={isLoading}
            onMore={() => setBlocks(blocks + 1)}
            onAll={() => setBlocks(Math.ceil(seq / LOG_BLOCK))}
          />
        )}
      </Panel>
    </>
  );
}
