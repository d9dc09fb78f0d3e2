"use client";

import type { ReactNode } from "react";
import type { AlertRow } from "#browser/alert-rows";
import { useAlertTimeline } from "#browser/use-alert-timeline";
import type { RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";
import { FormAlert } from "#components/ui/form-alert";
import { Panel } from "#components/ui/panel";
import { Skeleton } from "#components/ui/skeleton";

type Props = { readonly row: AlertRow; readonly held: RoomNow };

/** What the log says of this alert, the newest first: who, when, what. */
export function TimelinePanel({ row, held }: Props): ReactNode {
  const { rows, refusal } = useAlertTimeline(held, row);
  return (
    <Panel id="timeline" title="What happened, newest first">
      <FormAlert>{refusal === null ? null : `The log cannot be read now: ${refusal.message}`}</FormAlert>
      {rows === null && refusal === null && <Skeleton className="h-48" />}
      <ol className="flex flex-col gap-3">
        {rows?.toReversed().map(({ seq, at, who, sentence }) => (
          <li key={seq} className="border-l-2 border-line pl-3">
            <p className="text-sm text-soft">
              <Stamp at={at} t0={held.t0} seconds />, {who}
            </p>
            <p className="wrap-anywhere">{sentence}</p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
