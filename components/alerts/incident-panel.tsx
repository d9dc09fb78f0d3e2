"use client";

import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { impactWords } from "#core/room/incident-windows";
import type { IncidentRecord } from "#core/room/incident-record";
import { durationWords } from "#core/time-words";
import { useAsk, type Question } from "#browser/ask-context";
import type { AlertRow } from "#browser/alert-rows";
import { useIncident } from "#browser/use-alert-timeline";
import { isStaff, type RoomNow } from "#browser/use-room-now";
import { sitePath } from "#browser/site";
import { reasonQuestion } from "#components/live/reason-form";
import { Panel } from "#components/ui/panel";
import { Skeleton } from "#components/ui/skeleton";
import { BUTTON } from "../ui/field-looks.ts";
import { IncidentFigures } from "./incident-figures.tsx";

type Props = { readonly row: AlertRow; readonly held: RoomNow };

/** The record of a high or critical alert: how long each part took, what it cost, and the draft of its review. */
export function IncidentPanel({ row, held }: Props): ReactNode {
  const ask = useAsk();
  const record = useIncident(held, row);
  const path = `/api/v1/incidents/${encodeURIComponent(row.id)}`;
  return (
    <Panel id="incident" title="Incident record">
      {record ? <Facts record={record} /> : <Skeleton className="h-24" />}
      <div className="mt-3 flex flex-wrap gap-2 max-sm:*:flex-auto print:hidden">
        {isStaff(held.me) && (
          <button type="button" onClick={() => ask(noteOf(row.id))} className={BUTTON}>
            Add a note…
          </button>
        )}
        {held.me && (
          <>
            <a href={sitePath(`${path}/review`)} download className={BUTTON}>
              <Download aria-hidden="true" className="icon" />
              Review draft
            </a>
            <a href={sitePath(path)} download={`incident-${row.id}.json`} className={BUTTON}>
              <Download aria-hidden="true" className="icon" />
              Data (JSON)
            </a>
          </>
        )}
      </div>
    </Panel>
  );
}

function noteOf(alert: string): Question {
  return reasonQuestion("Add a note", {
    verb: "note-alert",
    input: (text) => ({ alert, text }),
    path: "text",
    submit: "Add the note",
    label: "What is worth remembering",
    hint: "It stands in the timeline and in the review, with your name and the time.",
  });
}

function Facts({ record: { took, windows, decisions } }: { readonly record: IncidentRecord }): ReactNode {
  const facts = [
    ["Noticed after", durationWords(took.notice)],
    ["Acknowledged after", took.acknowledge === null ? "nobody has yet" : durationWords(took.acknowledge)],
    ["Resolved after", took.resolve === null ? "not over yet" : durationWords(took.resolve)],
    ["Decisions", String(decisions.length)],
  ];
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2">
        {facts.map(([term, value]) => (
          <div key={term} className="min-w-0">
            <dt className="text-sm text-soft">{term}</dt>
            <dd className="font-medium">{value}</dd>
          </div>
        ))}
      </dl>
      {windows ? (
        <>
          <p className="mt-3">It cost: {impactWords(windows)}.</p>
          <IncidentFigures windows={windows} />
        </>
      ) : (
        <p className="mt-3 text-sm text-soft">
          What it cost is measured from before to after, a quarter of an hour after its end.
        </p>
      )}
    </>
  );
}
