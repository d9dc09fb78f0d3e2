"use client";

import { useState, type ReactNode } from "react";
import { actorName } from "#core/room/actor";
import { confirmableFrom, whatSpeaksAgainst } from "#core/room/commands/closing-commands";
import { isConfirmed, type Confirmation } from "#core/room/closing/close-out";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { ReasonForm } from "#components/live/reason-form";
import { Stamp } from "#components/live/stamp";
import { BaselineTable } from "#components/live/baseline-table";
import { Dialog } from "#components/ui/dialog";
import { Panel } from "#components/ui/panel";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";
import { ConfirmForm } from "./confirm-form.tsx";
import { SecondForm } from "./second-form.tsx";

type Asked = "confirm" | "second" | "decline";
const TITLE: Readonly<Record<Asked, string>> = {
  confirm: "Confirm the stabilisation",
  second: "Sign as the second lead",
  decline: "Refuse to sign",
};

/** What comes after the window: the freeze, the leads' confirmation, and the production baseline. */
export function CloseOutPanel({ held }: { readonly held: RoomNow }): ReactNode {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { closeOut } = held.room.closing;
  const close = (): void => setAsked(null);
  if (!closeOut.frozen) return null;
  return (
    <>
      <Panel id="close-out" title="Close-out">
        <div className="flex flex-col gap-3">
          <p>
            The criteria were frozen at <Stamp at={closeOut.frozen.at} date />; samples that come later change nothing.
          </p>
          <Confirming held={held} onAsk={setAsked} />
          {isConfirmed(closeOut) && <WhenMet held={held} />}
        </div>
        <Dialog title={asked ? TITLE[asked] : ""} open={asked !== null} onClose={close}>
          {asked === "confirm" && <ConfirmForm held={held} onDone={close} />}
          {asked === "second" && <SecondForm held={held} onDone={close} />}
          {asked === "decline" && (
            <ReasonForm
              verb="decline-stabilisation"
              input={(reason) => ({ reason })}
              submit="Refuse"
              tone="danger"
              label="Why not"
              onDone={close}
            />
          )}
        </Dialog>
      </Panel>
      {closeOut.baseline && <BaselineTable baseline={closeOut.baseline.figures} title="Production baseline" />}
    </>
  );
}

type Props = { readonly held: RoomNow; readonly onAsk: (asked: Asked) => void };

function Confirming({ held, onAsk }: Props): ReactNode {
  const { room, plan, t0, now, me } = held;
  const { closeOut } = room.closing;
  const { confirmation } = closeOut;
  if (confirmation && isConfirmed(closeOut)) return <Confirmed confirmation={confirmation} />;
  if (confirmation) {
    const isMine = confirmation.by.kind === "person" && confirmation.by.id === me?.id;
    return (
      <>
        <p className="font-semibold text-warn">
          {actorName(confirmation.by)} confirms the stabilisation: {confirmation.reason} It waits for a second lead.
        </p>
        <Against sentences={confirmation.against} />
        {isLeading(me) && !isMine && (
          <div className="flex flex-wrap gap-2 max-sm:*:flex-1">
            <button type="button" onClick={() => onAsk("second")} className={MAIN_BUTTON}>
              Sign…
            </button>
            <button type="button" onClick={() => onAsk("decline")} className={BUTTON}>
              Refuse…
            </button>
          </div>
        )}
      </>
    );
  }
  const from = confirmableFrom(plan, t0);
  return (
    <>
      <p>
        The leads confirm that production is stable
        {from !== null && (
          <>
            {" "}
            from <Stamp at={from} date /> on
          </>
        )}
        . What is measured then becomes the production baseline.
      </p>
      <Against sentences={whatSpeaksAgainst(closeOut, { plan, t0, now })} />
      {isLeading(me) && (
        <button type="button" onClick={() => onAsk("confirm")} className={`self-start ${BUTTON}`}>
          Confirm the stabilisation…
        </button>
      )}
    </>
  );
}

function Against({ sentences }: { readonly sentences: readonly string[] }): ReactNode {
  if (sentences.length === 0) return null;
  return (
    <ul aria-label="What speaks against it" className="flex flex-col gap-1 border-l-4 border-warn pl-3">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Confirmed({ confirmation }: { readonly confirmation: Confirmation }): ReactNode {
  const { by, at, reason, second } = confirmation;
  return (
    <p className="font-semibold text-pass">
      Production stabilisation is confirmed by {actorName(by)}
      {second && ` and ${actorName(second.by)}`}, <Stamp at={second?.at ?? at} date />
      {reason === "" ? "." : `: ${reason}`}
    </p>
  );
}

function WhenMet({ held }: { readonly held: RoomNow }): ReactNode {
  const { whenMet } = held.plan.success;
  if (whenMet.length === 0) return null;
  return <p className="text-soft">Next: {whenMet.map(({ label }) => label).join("; ")}.</p>;
}
