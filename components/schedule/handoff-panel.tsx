"use client";

import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { OwedHandoff } from "#core/shift/duty";
import type { Standing } from "#core/shift/handoff-draft";
import { useAsk } from "#browser/ask-context";
import { isStaff } from "#browser/use-room-now";
import { owedSentence } from "#browser/shift-words";
import type { ShiftsNow } from "#browser/use-shifts";
import { Panel } from "#components/ui/panel";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";
import { AcceptForm } from "./accept-form.tsx";
import { HandoffView } from "./handoff-view.tsx";
import { HandoffForm } from "./handoff-form.tsx";
import { TakeShift } from "./take-shift.tsx";

type Props = { readonly owed: OwedHandoff; readonly held: ShiftsNow; readonly figures: readonly Standing[] };

/** A handoff until it is accepted: written by the outgoing lead, read and accepted by the incoming one. */
export function HandoffPanel({ owed, held, figures }: Props): ReactNode {
  const { outgoing, incoming, handoff, isOverdue } = owed;
  const ask = useAsk();
  const { me } = held;
  const isIncoming = me !== null && incoming.lead?.id === me.id;
  const isOutgoing = me !== null && outgoing.lead?.id === me.id;
  const wroteIt = handoff?.by.kind === "person" && handoff.by.id === me?.id;
  const title = `Handoff: ${outgoing.label} to ${incoming.label}`;
  const write = (): void =>
    ask({
      title,
      isWide: true,
      form: (close) => <HandoffForm owed={owed} asked={held} figuresAsked={figures} onDone={close} />,
    });
  const word = isOverdue ? "LATE" : handoff ? "WRITTEN" : "TO WRITE";
  return (
    <Panel
      id={`handoff-${incoming.id}`}
      title={title}
      className="border-l-4 border-l-warn"
      aside={<span className="text-sm font-bold text-warn">{word}</span>}
    >
      <p className="mb-3 text-lg">{owedSentence(owed)}</p>
      <div className="flex flex-col gap-4">
        {handoff && <HandoffView handoff={handoff} />}
        {handoff && isIncoming && !wroteIt && <AcceptForm handoff={handoff} />}
        {handoff && wroteIt && isIncoming && (
          <p className="text-soft">
            {actorName(handoff.by)} wrote it, so somebody else has to take the shift and accept it.
          </p>
        )}
        {isStaff(me) && (
          <div className="flex flex-wrap items-start gap-3 print:hidden">
            <button type="button" onClick={write} className={!handoff && isOutgoing ? MAIN_BUTTON : BUTTON}>
              {handoff ? "Write it anew…" : "Write the handoff…"}
            </button>
            {handoff && !isIncoming && !isOutgoing && <TakeShift shift={incoming} me={me} now={held.now} />}
          </div>
        )}
      </div>
    </Panel>
  );
}
