"use client";

import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import { confirmableFrom, whatSpeaksAgainst } from "#core/room/commands/closing-commands";
import { isConfirmed, type Confirmation } from "#core/room/closing/close-out";
import { useAsk } from "#browser/ask-context";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { ReasonForm } from "#components/live/reason-form";
import { Stamp } from "#components/live/stamp";
import { BaselineTable } from "#components/live/baseline-table";
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
  const ask = useAsk();
  const { closeOut } = held.room.closing;
  if (!closeOut.frozen) return null;
  const askOf = (asked: Asked): void =>
    ask({
      title: TITLE[asked],
      held,
      form: (close, now) => <AskedForm asked={asked} held={now} onDone={close} />,
    });
  return (
    <>
      <Panel id="close-out" title="Close-out">
        <div className="flex flex-col gap-3">
          <p>
            The criteria were frozen at <Stamp at={closeOut.frozen.at} date />; samples that come later change nothing.
          </p>
          <Confirming held={held} onAsk={askOf} />
          {isConfirmed(closeOut) && <WhenMet held={held} />}
        </div>
      </Panel>
      {closeOut.baseline && <BaselineTable baseline={closeOut.baseline.figures} title="Production baseline" />}
    </>
  );
}

type FormProps = { readonly asked: Asked; readonly held: RoomNow; readonly onDone: () => void };

function AskedForm({ asked, held, onDone }: FormProps): ReactNode {
  if (asked === "confirm") return <ConfirmForm held={held} onDone={onDone} />;
  if (asked === "second") return <SecondForm held={held} onDone={onDone} />;
  return (
    <ReasonForm
      verb="decline-stabilisation"
      input={(reason) => ({ reason })}
      submit="Refuse"
      tone="danger"
      label="Why not"
      onDone={onDone}
    />
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
