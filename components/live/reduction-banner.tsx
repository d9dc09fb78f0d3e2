"use client";

import Link from "next/link";
import { useState, type ReactNode } from "react";
import { percentText } from "#core/traffic/split";
import { alertPath } from "#browser/alert-notices";
import { durationFigures } from "#browser/format-time";
import { countdownRow, type CountdownRow } from "#browser/traffic-rows";
import { isLeading, useRoomNow, type RoomNow } from "#browser/use-room-now";
import { Dialog } from "#components/ui/dialog";
import { BUTTON } from "../ui/field-looks.ts";
import { MoveForm } from "./move-form.tsx";
import { ReasonForm } from "./reason-form.tsx";

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
          {row && <Words row={row} isLinked />}
        </p>
        {held && row && <Buttons held={held} row={row} />}
      </div>
    </section>
  );
}

/** The same for a wall, read from five metres. */
export function WallReduction(): ReactNode {
  const held = useRoomNow();
  const row = held && countdownRow(held);
  if (!row) return null;
  return (
    <section
      aria-label="Automatic reduction"
      className="flex items-baseline gap-6 border-l-8 border-fail bg-fail-wash px-4 py-1 text-2xl leading-tight"
    >
      <p className="min-w-0 flex-1 truncate">
        <Words row={row} />
      </p>
      <p role="timer" aria-live="off" className="flex-none text-4xl leading-none font-bold text-fail">
        {durationFigures(row.leftMs)}
      </p>
    </section>
  );
}

function Words({ row, isLinked = false }: { readonly row: CountdownRow; readonly isLinked?: boolean }): ReactNode {
  const what = `${row.groupLabel} is reduced to ${percentText(row.share)} by itself`;
  return (
    <>
      <strong>{what}</strong>
      {row.leftMs > 0 ? "" : " now"}, unless a lead cancels it:{" "}
      {isLinked ? (
        <Link
          href={alertPath(row.alert)}
          className="inline-flex min-h-11 items-center underline underline-offset-4 sm:min-h-0"
        >
          {row.alertLabel}
        </Link>
      ) : (
        row.alertLabel
      )}
    </>
  );
}

type ButtonsProps = { readonly held: RoomNow; readonly row: CountdownRow };

function Buttons({ held, row }: ButtonsProps): ReactNode {
  const [asked, setAsked] = useState<"cancel" | "now" | null>(null);
  const close = (): void => setAsked(null);
  if (!isLeading(held.me)) return <p className="text-sm text-soft">A lead or an administrator can cancel it.</p>;
  const { alert, group, share } = row;
  return (
    <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-auto">
      <button type="button" onClick={() => setAsked("cancel")} className={BUTTON}>
        Cancel it…
      </button>
      <button type="button" onClick={() => setAsked("now")} className={`${BUTTON} border-fail text-fail`}>
        Reduce now…
      </button>
      <Dialog title="Cancel the automatic reduction" open={asked === "cancel"} onClose={close}>
        {asked === "cancel" && (
          <ReasonForm
            verb="cancel-reduction"
            input={(reason) => ({ alert, reason })}
            submit="Do not reduce"
            label="Why the traffic stays"
            hint="For every alert that is critical now. Everybody reads it in the log, with your name."
            onDone={close}
          />
        )}
      </Dialog>
      <Dialog title="Reduce now" open={asked === "now"} onClose={close}>
        {asked === "now" && (
          <MoveForm move={{ kind: "reduce", group, share }} alert={alert} held={held} onDone={close} />
        )}
      </Dialog>
    </div>
  );
}
