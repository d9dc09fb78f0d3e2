"use client";

import Link from "next/link";
import { useState, type ReactNode } from "react";
import { isIncident } from "#core/room/incident";
import { impactWords } from "#core/room/incident-windows";
import { durationWords } from "#core/time-words";
import { alertPath } from "#browser/alert-notices";
import type { AlertRow } from "#browser/alert-rows";
import { SeverityMark } from "#components/live/severity-mark";
import { Stamp } from "#components/live/stamp";
import { Choice } from "#components/ui/choice";
import { LongList } from "#components/ui/long-list";
import { Panel } from "#components/ui/panel";
import { LINK } from "../ui/field-looks.ts";

type Props = { readonly rows: readonly AlertRow[]; readonly t0: number };

const FIRST = 10;

/** What is over, the newest first: the worst it was, how long it lasted, and what was so at the end. */
export function PastPanel({ rows, t0 }: Props): ReactNode {
  const [shown, setShown] = useState<"all" | "incidents">("all");
  const incidents = rows.filter(isIncident);
  const isMixed = incidents.length > 0 && incidents.length < rows.length;
  const choice = (
    <Choice
      label="What is shown of what is over"
      options={[
        { value: "all", label: "All" },
        { value: "incidents", label: `Incidents: ${incidents.length}` },
      ]}
      value={shown}
      onChange={setShown}
    />
  );
  return (
    <Panel id="over" title={rows.length === 0 ? "Over" : `Over: ${rows.length}`} aside={isMixed && choice}>
      {rows.length === 0 && <p className="text-soft">Nothing has fired and ended yet.</p>}
      <LongList key={shown} rows={isMixed && shown === "incidents" ? incidents : rows} first={FIRST}>
        {(row) => <PastLine key={row.id} row={row} t0={t0} />}
      </LongList>
    </Panel>
  );
}

function PastLine({ row, t0 }: { readonly row: AlertRow; readonly t0: number }): ReactNode {
  return (
    <li className="border-t border-line py-2 first:border-t-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="min-w-0 flex-1 basis-56 font-medium">
          <Link
            href={alertPath(row.id)}
            className="inline-flex min-h-11 items-center wrap-anywhere underline decoration-line underline-offset-4 hover:decoration-ink sm:min-h-0"
          >
            {row.label}
          </Link>
        </h3>
        <span className="text-sm">
          <span className="text-soft">at worst </span>
          <SeverityMark severity={row.worst} />
        </span>
      </div>
      <p className="text-sm text-soft">
        lasted {durationWords(row.lastedMs)}
        {row.resolved && (
          <>
            , over at <Stamp at={row.resolved.at} t0={t0} date />
          </>
        )}
      </p>
      {row.resolved && <p className="text-sm wrap-anywhere">{row.resolved.sentence}</p>}
      {isIncident(row) && (
        <p className="text-sm">
          <Link href={`${alertPath(row.id)}#incident`} className={LINK}>
            Incident record<span className="sr-only"> of {row.label}</span>
          </Link>
          {row.measured && <span className="text-soft">: {impactWords(row.measured)}</span>}
        </p>
      )}
    </li>
  );
}
