"use client";

import { CircleCheck, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import {
  checklistStanding,
  type ChecklistGroupStanding,
  type ChecklistItemStanding,
} from "#core/room/closing/checklist-standing";
import type { RolloutView } from "#wire/rollout";
import { useAsk, type Question } from "#browser/ask-context";
import { useRoom } from "#browser/use-room";
import { useRoomNow, type RoomNow } from "#browser/use-room-now";
import { PageTop } from "#components/live/page-top";
import { ReadingRoom } from "#components/live/reading-room";
import { ReasonForm } from "#components/live/reason-form";
import { RoomGate } from "#components/live/room-gate";
import { StaleNote } from "#components/live/stale-note";
import { StandingHero } from "#components/live/standing-hero";
import { useFreshness } from "#components/live/use-freshness";
import { Panel } from "#components/ui/panel";
import { ChecklistLine } from "./checklist-line.tsx";
import { TickForm } from "./tick-form.tsx";

/** The final checklist: what Holdpoint knows ticks itself, the rest people tick. */
export function ChecklistPage(): ReactNode {
  return <RoomGate>{(rollout) => <Checklist rollout={rollout} />}</RoomGate>;
}

function Checklist({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const freshness = useFreshness(useRoom("overview"));
  const held = useRoomNow();
  return (
    <div className="flex flex-col gap-4">
      <PageTop title="Final checklist" rollout={rollout} freshness={freshness} />
      <StaleNote freshness={freshness} />
      {held ? <Content held={held} /> : <ReadingRoom />}
    </div>
  );
}

function Content({ held }: { readonly held: RoomNow }): ReactNode {
  const ask = useAsk();
  const groups = checklistStanding(held.plan, held.room);
  const items = groups.flatMap((group) => group.items);
  const done = items.filter(({ state }) => state !== "open").length;
  if (items.length === 0) return <p className="text-soft">The plan has no final checklist.</p>;
  return (
    <>
      <StandingHero
        id="checklist"
        title="Final checklist"
        tone={done === items.length ? "clear" : "held"}
        icon={done === items.length ? CircleCheck : CircleDashed}
        sentence={`${done} of ${items.length} done.`}
        more={<GroupLinks groups={groups} />}
        clock={null}
      />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {groups.map((group) => (
          <Panel key={group.id} id={`group-${group.id}`} title={group.label} aside={countOf(group)}>
            <ol className="flex flex-col">
              {group.items.map((item) => (
                <ChecklistLine key={item.id} item={item} held={held} onAsk={() => ask(questionOf(item))} />
              ))}
            </ol>
          </Panel>
        ))}
      </div>
    </>
  );
}

function questionOf(item: ChecklistItemStanding): Question {
  return {
    title: item.tick ? "Take the tick back" : "Tick",
    form: (close) => (
      <>
        <p className="mb-4 font-semibold">{item.label}</p>
        {item.tick ? (
          <ReasonForm
            verb="untick-item"
            input={(reason) => ({ group: item.group, item: item.id, reason })}
            submit="Take it back"
            label="Why it no longer holds"
            onDone={close}
          />
        ) : (
          <TickForm item={item} onDone={close} />
        )}
      </>
    ),
  };
}

function countOf({ items }: ChecklistGroupStanding): string {
  return `${items.filter(({ state }) => state !== "open").length} of ${items.length}`;
}

function GroupLinks({ groups }: { readonly groups: readonly ChecklistGroupStanding[] }): ReactNode {
  return (
    <ul aria-label="Groups" className="mt-1 flex flex-wrap gap-x-6">
      {groups.map((group) => (
        <li key={group.id}>
          <a
            href={`#group-${group.id}`}
            className="inline-flex min-h-11 items-center gap-2 underline decoration-line underline-offset-4 hover:decoration-ink sm:min-h-8"
          >
            {group.label} <span className="text-soft">{countOf(group)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
