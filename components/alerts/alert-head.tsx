"use client";

import type { ReactNode } from "react";
import { durationWords } from "#core/time-words";
import { useAsk } from "#browser/ask-context";
import type { AlertRow } from "#browser/alert-rows";
import { isStaff, type RoomNow } from "#browser/use-room-now";
import { AlertStateMark } from "#components/live/alert-state-mark";
import { SeverityMark } from "#components/live/severity-mark";
import { Stamp } from "#components/live/stamp";
import { SEVERITY_LOOK } from "../live/severity-look.ts";
import { AlertButtons } from "./alert-buttons.tsx";
import { AlertFacts } from "./alert-facts.tsx";
import { alertQuestion } from "./alert-question.tsx";

type Props = { readonly row: AlertRow; readonly held: RoomNow };

/** How bad it is, where it stands, and what may be done about it, before anything else of its page. */
export function AlertHead({ row, held }: Props): ReactNode {
  const ask = useAsk();
  const edge = row.state === "resolved" ? "border-t-strong" : SEVERITY_LOOK[row.severity].edge;
  return (
    <section aria-labelledby="standing" className={`panel edge-top p-4 sm:p-6 ${edge}`}>
      <h2 id="standing" className="sr-only">
        Where it stands
      </h2>
      <p role="status" className="flex flex-wrap items-baseline gap-x-5 gap-y-1 text-2xl">
        <SeverityMark severity={row.state === "resolved" ? row.worst : row.severity} />
        <AlertStateMark state={row.state} />
      </p>
      {row.resolved ? (
        <p className="mt-1">
          It was over at <Stamp at={row.resolved.at} t0={held.t0} date />, after {durationWords(row.lastedMs)}.
        </p>
      ) : (
        <AlertFacts row={row} />
      )}
      {row.state !== "resolved" && isStaff(held.me) && (
        <AlertButtons row={row} onAsk={(action) => ask(alertQuestion(action, row, held))} />
      )}
    </section>
  );
}
