"use client";

import { CircleCheck } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { AlertRow } from "#browser/alert-rows";
import { isStaff, type RoomNow } from "#browser/use-room-now";
import { Dialog } from "#components/ui/dialog";
import { LongList } from "#components/ui/long-list";
import { Panel } from "#components/ui/panel";
import { AcknowledgeAll } from "./acknowledge-all.tsx";
import { AcknowledgeForm } from "./acknowledge-form.tsx";
import type { AlertAction } from "./alert-buttons.tsx";
import { AlertCard } from "./alert-card.tsx";
import { SilenceForm } from "./silence-form.tsx";

type Asked = { readonly alert: string; readonly action: AlertAction };
type Props = { readonly held: RoomNow; readonly rows: readonly AlertRow[] };

/** In a storm, hundreds fire: the worst are at the top. */
const FIRST = 20;

/** Every alert that is not over, the worst first. */
export function FiringPanel({ held, rows }: Props): ReactNode {
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  const row = rows.find(({ id }) => id === asked?.alert) ?? null;
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
            <AlertCard key={one.id} row={one} held={held} onAsk={(action) => setAsked({ alert: one.id, action })} />
          )}
        </LongList>
      )}
      <Dialog
        title={`Acknowledge: ${row?.label ?? ""}`}
        open={row !== null && asked?.action === "acknowledge"}
        onClose={close}
      >
        {row && asked?.action === "acknowledge" && <AcknowledgeForm alert={row} onDone={close} />}
      </Dialog>
      <Dialog title={`Silence: ${row?.label ?? ""}`} open={row !== null && asked?.action === "silence"} onClose={close}>
        {row && asked?.action === "silence" && <SilenceForm alert={row} held={held} onDone={close} />}
      </Dialog>
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
