import { CircleCheck, CircleCheckBig, CircleDashed, ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import type { ChecklistItemStanding, ChecklistState } from "#core/room/closing/checklist-standing";
import { isStaff, type RoomNow } from "#browser/use-room-now";
import { Stamp } from "#components/live/stamp";
import { WordMark, type WordLook } from "#components/ui/word-mark";
import { QUIET_BUTTON } from "../ui/field-looks.ts";

const LOOK: Readonly<Record<ChecklistState, WordLook>> = {
  proven: { icon: CircleCheckBig, text: "text-pass", word: "PROVEN" },
  ticked: { icon: CircleCheck, text: "text-pass", word: "TICKED" },
  open: { icon: CircleDashed, text: "text-nodata", word: "OPEN" },
};

type Props = { readonly item: ChecklistItemStanding; readonly held: RoomNow; readonly onAsk: () => void };

/** One line: its state, what shows it, and the tick of whoever may give or take it. */
export function ChecklistLine({ item, held, onAsk }: Props): ReactNode {
  const { tick, state, label } = item;
  const mayAsk = isStaff(held.me) && (state !== "proven" || tick !== null);
  return (
    <li aria-label={label} className="border-t border-line py-2.5 first:border-t-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 flex-1 basis-56 text-base font-semibold">{label}</h3>
        <WordMark {...LOOK[state]} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <p className="min-w-0 flex-1 basis-48 text-sm wrap-anywhere text-soft">
          {item.sentence}
          {tick && state === "ticked" && (
            <>
              {" "}
              <Stamp at={tick.at} date={held.now - tick.at > 20 * 3_600_000} />
            </>
          )}
          {tick?.link !== undefined && tick.link !== null && (
            <a
              href={tick.link}
              target="_blank"
              rel="noreferrer noopener"
              className="ml-2 inline-flex min-h-11 items-center gap-1 font-medium underline underline-offset-4 sm:min-h-0"
            >
              {tick.link.replace(/^https?:\/\//, "")}
              <ExternalLink aria-hidden="true" className="icon" />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
          )}
        </p>
        {mayAsk && (
          <button type="button" onClick={onAsk} className={QUIET_BUTTON}>
            {tick ? "Take back…" : "Tick…"}
            <span className="sr-only"> {label}</span>
          </button>
        )}
      </div>
    </li>
  );
}
