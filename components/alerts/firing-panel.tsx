"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useAsk } from "#browser/ask-context";
import type { AlertRow } from "#browser/alert-rows";
import { isStaff, type RoomNow } from "#browser/use-room-now";
import { LongList } from "#components/ui/long-list";
import { Panel } from "#components/ui/panel";
import { AcknowledgeAll } from "./acknowledge-all.tsx";
import { AlertCard } from "./alert-card.tsx";
import { alertQuestion } from "./alert-question.tsx";

type Props = { readonly held: RoomNow; readonly rows: readonly AlertRow[] };

/** In a storm, hundreds fire: the worst are at the top. */
const FIRST = 20;

/** Every alert that is not over, the worst first. */
export function FiringPanel({ held, rows }: Props): ReactNode {
  const ask = useAsk();
  return (
    <Panel
      id="firing"
      title={rows.length === 0 ? "Firing" : `Firing: ${rows.length}`}
      aside={isStaff(held.me) && <AcknowledgeAll rows={rows} />}
    >
      {rows.length === 0 ? (
        <NothingFires rules={held.plan.alerts.length} />
      ) : (
        <LongList rows={rows} first={FIRST} className="flex flex-col gap-3">
          {(one) => (
            <AlertCard key={one.id} row={one} held={held} onAsk={(action) => ask(alertQuestion(action, one, held))} />
          )}
        </LongList>
      )}
    </Panel>
  );
}

function NothingFires({ rules }: { readonly rules: number }): ReactNode {
  if (rules === 0)
    return (
      <p className="text-lg">
        The plan has no alert rules: nobody is told of anything. Write some under <code>alerts</code>.
      </p>
    );
  return (
    <p className="flex items-center gap-3 text-lg font-semibold">
      <CircleCheck aria-hidden="true" className="icon text-pass" strokeWidth={2.25} />
      Nothing fires; {rules === 1 ? "1 rule watches" : `${rules} rules watch`}.
    </p>
  );
}
