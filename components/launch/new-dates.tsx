"use client";

import type { ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { useAsk } from "#browser/ask-context";
import { newT0s } from "#browser/delay-rows";
import { momentIn } from "#browser/format-time";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";
import { RescheduleForm } from "./reschedule-form.tsx";

type Props = { readonly delay: Plan["delays"][number]; readonly held: RoomNow };

/** The moments to which the plan would move T0, each a way to the form that shows what moves with it. */
export function NewDates({ delay, held }: Props): ReactNode {
  const ask = useAsk();
  if (held.room.launch.start || !isLeading(held.me)) return null;
  const moments = newT0s(delay, held);
  const askMove = (suggested: number): void =>
    ask({
      title: "Move T0",
      held,
      form: (close, now) => <RescheduleForm held={now} suggested={suggested} onDone={close} />,
    });
  return (
    <div className="mt-2 flex flex-wrap gap-2 max-sm:*:w-full">
      {moments.map((at) => (
        <button key={at} type="button" onClick={() => askMove(at)} className={MAIN_BUTTON}>
          Move T0 to {momentWords(at)}…
        </button>
      ))}
      <button type="button" onClick={() => askMove(held.t0)} className={moments.length > 0 ? BUTTON : MAIN_BUTTON}>
        Move T0 to another moment…
      </button>
    </div>
  );
}

function momentWords(at: number): string {
  const { date, time, zone } = momentIn(at, "UTC");
  return `${date}, ${time} ${zone}`;
}
