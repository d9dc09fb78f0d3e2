"use client";

import { Check, Circle, CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { ActionItem } from "#core/room/action-item";
import { actorName } from "#core/room/actor";
import { roleLabel } from "#core/room/deciding";
import { useAsk, type Question } from "#browser/ask-context";
import { ageWords } from "#browser/format-time";
import type { Checkpoints } from "#browser/use-checkpoints";
import { ReasonForm } from "#components/live/reason-form";
import { Stamp } from "#components/live/stamp";
import { ActionClose } from "./action-close.tsx";
import { ActionHand } from "./action-hand.tsx";
import { useKeptFocus } from "./use-kept-focus.ts";
import { BUTTON } from "../ui/field-looks.ts";

type Props = {
  readonly item: ActionItem;
  readonly checkpoints: Checkpoints;
  readonly mayChange: boolean;
  /** Names the checkpoint it comes from, where it is shown elsewhere. */
  readonly showOrigin: boolean;
};
type Change = "close" | "hand" | "reopen";

/** One action item: whose, until when, where from, and its ways on. */
export function ActionLine({ item, checkpoints, mayChange, showOrigin }: Props): ReactNode {
  const { plan, room, t0, now } = checkpoints;
  const ask = useAsk();
  const isOverdue = item.closed === null && item.due < now;
  const Icon = item.closed ? Check : isOverdue ? CircleAlert : Circle;
  const holder = room.roster.holders[item.owner]?.name;
  const line = useKeptFocus<HTMLLIElement>();
  const askOf = (change: Change): void => ask(questionOf(change, item, checkpoints));
  return (
    <li ref={line} tabIndex={-1} className="border-t border-line py-3 first:border-t-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="flex items-start gap-2">
            <Icon
              aria-hidden="true"
              className={`icon mt-[0.2em] self-start ${isOverdue ? "text-warn" : "text-soft"}`}
            />
            <span className={item.closed ? "text-soft" : "font-medium"}>{item.label}</span>
          </p>
          <p className="flex flex-wrap gap-x-4 pl-7 text-sm text-soft">
            <span>
              {roleLabel(plan, item.owner)}
              {holder !== undefined && ` (${holder})`}
            </span>
            <span className="whitespace-nowrap">
              due <Stamp at={item.due} date t0={t0} />
            </span>
            {isOverdue && (
              <strong className="font-semibold whitespace-nowrap text-warn">
                overdue by {ageWords(now - item.due)}
              </strong>
            )}
            {showOrigin && <span>from {room.checkpoints[item.checkpoint]?.label ?? item.checkpoint}</span>}
          </p>
          <ActionPast item={item} checkpoints={checkpoints} />
        </div>
        {mayChange && (
          <div className="flex gap-2 max-sm:w-full max-sm:*:flex-1">
            {item.closed ? (
              <Way does="Reopen" item={item} onPress={() => askOf("reopen")} />
            ) : (
              <>
                <Way does="Close" item={item} onPress={() => askOf("close")} />
                <Way does="Hand on" item={item} onPress={() => askOf("hand")} />
              </>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

const TITLE: Readonly<Record<Change, string>> = {
  close: "Close the item",
  hand: "Hand on the item",
  reopen: "Reopen the item",
};

function questionOf(change: Change, item: ActionItem, checkpoints: Checkpoints): Question {
  return {
    title: TITLE[change],
    form: (close) => (
      <>
        <p className="mb-4 font-semibold">{item.label}</p>
        {change === "close" && <ActionClose item={item} onDone={close} />}
        {change === "hand" && <ActionHand item={item} checkpoints={checkpoints} onDone={close} />}
        {change === "reopen" && (
          <ReasonForm
            verb="reopen-action"
            input={(reason) => ({ action: item.id, reason })}
            submit="Reopen the item"
            label="Why it is open again"
            onDone={close}
          />
        )}
      </>
    ),
  };
}

type WayProps = {
  readonly does: string;
  readonly item: ActionItem;
  readonly onPress: () => void;
};

function Way({ does, item, onPress }: WayProps): ReactNode {
  return (
    <button type="button" className={BUTTON} onClick={onPress}>
      {does}…<span className="sr-only">: {item.label}</span>
    </button>
  );
}

/** Every hand it went through, and how it ended. */
function ActionPast({ item, checkpoints }: Pick<Props, "item" | "checkpoints">): ReactNode {
  const { plan } = checkpoints;
  return (
    <>
      {item.handed.map((hand) => (
        <p key={hand.at} className="pl-7 text-sm text-soft">
          handed from {roleLabel(plan, hand.from)} to {roleLabel(plan, hand.to)} by {actorName(hand.by)},{" "}
          <Stamp at={hand.at} date />
          {hand.note !== "" && `: ${hand.note}`}
        </p>
      ))}
      {item.closed && (
        <p className="pl-7 text-sm text-soft">
          closed by {actorName(item.closed.by)}, <Stamp at={item.closed.at} date />
          {item.closed.note !== "" && `: ${item.closed.note}`}
        </p>
      )}
    </>
  );
}
