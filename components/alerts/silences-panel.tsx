"use client";

import { BellOff } from "lucide-react";
import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { Silence } from "#core/room/silence";
import { useAsk } from "#browser/ask-context";
import { isStaff, type RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";
import { Panel } from "#components/ui/panel";
import { BUTTON } from "../ui/field-looks.ts";
import { EndSilenceForm } from "./end-silence-form.tsx";

type Props = { readonly held: RoomNow; readonly silences: readonly Silence[] };

/** What nobody is told of at the moment, until when, and why. */
export function SilencesPanel({ held, silences }: Props): ReactNode {
  const ask = useAsk();
  const askEnd = (silence: Silence): void =>
    ask({
      title: "End the silence",
      form: (close) => <EndSilenceForm silence={silence} label={silenceLabel(held, silence)} onDone={close} />,
    });
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
              <button type="button" onClick={() => askEnd(one)} className={`${BUTTON} max-sm:w-full`}>
                End it…<span className="sr-only"> {silenceLabel(held, one)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function silenceLabel({ plan }: RoomNow, { rule, subject }: Silence): string {
  const label = plan.alerts.find(({ id }) => id === rule)?.label ?? rule;
  return subject === null ? label : `${label}: ${subject}`;
}
