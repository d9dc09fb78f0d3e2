"use client";

import { BellOff } from "lucide-react";
import { useState, type ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { Silence } from "#core/room/silence";
import { isStaff, type RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";
import { Dialog } from "#components/ui/dialog";
import { Panel } from "#components/ui/panel";
import { BUTTON } from "../ui/field-looks.ts";
import { EndSilenceForm } from "./end-silence-form.tsx";

type Props = { readonly held: RoomNow; readonly silences: readonly Silence[] };

/** What nobody is told of at the moment, until when, and why. */
export function SilencesPanel({ held, silences }: Props): ReactNode {
  const [asked, setAsked] = useState<string | null>(null);
  const close = (): void => setAsked(null);
  const silence = silences.find(({ id }) => id === asked) ?? null;
  return (
    <Panel id="silences" title="Silences">
      {silences.length === 0 && <p className="text-soft">Nothing is silenced: whatever fires is told.</p>}
      <ul className="flex flex-col gap-3">
        {silences.map((one) => (
          <li key={one.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
            <div className="min-w-0 flex-1 basis-56 wrap-anywhere">
              <p className="font-semibold">
                <BellOff aria-hidden="true" className="icon mr-2 inline" />
                {silenceLabel(held, one)}
              </p>
              <p>{one.reason}</p>
              <p className="text-sm text-soft">
                Until <Stamp at={one.until} date />, by {actorName(one.by)}
              </p>
            </div>
            {isStaff(held.me) && (
              <button type="button" onClick={() => setAsked(one.id)} className={`${BUTTON} max-sm:w-full`}>
                End it…<span className="sr-only"> {silenceLabel(held, one)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <Dialog title="End the silence" open={silence !== null} onClose={close}>
        {silence && <EndSilenceForm silence={silence} label={silenceLabel(held, silence)} onDone={close} />}
      </Dialog>
    </Panel>
  );
}

function silenceLabel({ plan }: RoomNow, { rule, subject }: Silence): string {
  const label = plan.alerts.find(({ id }) => id === rule)?.label ?? rule;
  return subject === null ? label : `${label}: ${subject}`;
}
