"use client";

import type { ReactNode } from "react";
import { useAsk, type Question } from "#browser/ask-context";
import { durationFigures } from "#browser/format-time";
import { countdownRow, type CountdownRow } from "#browser/traffic-rows";
import { isLeading, useRoomNow, type RoomNow } from "#browser/use-room-now";
import { BUTTON } from "../ui/field-looks.ts";
import { MoveForm } from "./move-form.tsx";
import { reasonQuestion } from "./reason-form.tsx";
import { ReductionWords } from "./reduction-words.tsx";

/** The reduction that is made by itself, on every page: what, when, why, and for leads how to stop it or be faster. */
export function ReductionBanner(): ReactNode {
  const held = useRoomNow();
  const row = held && countdownRow(held);
  return (
    <section
      aria-label={row ? "Automatic reduction" : undefined}
      className={row ? "border-b-2 border-fail bg-fail-wash px-4 py-2 sm:px-6 print:hidden" : "sr-only"}
    >
      <div className="mx-auto flex max-w-[117rem] flex-wrap items-center gap-x-5 gap-y-2">
        {row && (
          <p role="timer" aria-live="off" className="text-3xl leading-none font-bold text-fail">
            {durationFigures(row.leftMs)}
          </p>
        )}
        {/* there before it says anything, so that it is read out when it does */}
        <p role="alert" className="min-w-0 flex-1 basis-64">
          {row && <ReductionWords row={row} isLinked />}
        </p>
        {held && row && <Buttons held={held} row={row} />}
      </div>
    </section>
  );
}

type ButtonsProps = { readonly held: RoomNow; readonly row: CountdownRow };

function Buttons({ held, row }: ButtonsProps): ReactNode {
  const ask = useAsk();
  if (!isLeading(held.me)) return <p className="text-sm text-soft">A lead or an administrator can cancel it.</p>;
  const { alert, group, share } = row;
  const askNow = (): void =>
    ask({
      title: "Reduce now",
      held,
      form: (close, now) => (
        <MoveForm move={{ kind: "reduce", group, share }} alert={alert} held={now} onDone={close} />
      ),
    });
  return (
    <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-auto">
      <button type="button" onClick={() => ask(cancelOf(alert))} className={BUTTON}>
        Cancel it…
      </button>
      <button type="button" onClick={askNow} className={`${BUTTON} border-fail text-fail`}>
        Reduce now…
      </button>
    </div>
  );
}

function cancelOf(alert: string): Question {
  return reasonQuestion("Cancel the automatic reduction", {
    verb: "cancel-reduction",
    input: (reason) => ({ alert, reason }),
    submit: "Do not reduce",
    label: "Why the traffic stays",
    hint: "For every alert that is critical now. Everybody reads it in the log, with your name.",
  });
}
