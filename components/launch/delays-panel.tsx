"use client";

import type { ReactNode } from "react";
import { useAsk, type Question } from "#browser/ask-context";
import { delayRows, type DelayRow } from "#browser/delay-rows";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { reasonQuestion } from "#components/live/reason-form";
import { Panel } from "#components/ui/panel";
import { PhoneFold } from "#components/ui/phone-fold";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";
import { DelayRun } from "./delay-run.tsx";

/** The plan's procedures for a rollout that cannot start on time; the one that is called for, or under way, first. */
export function DelaysPanel({ held }: { readonly held: RoomNow }): ReactNode {
  const rows = delayRows(held);
  if (rows.length === 0) return null;
  const isNow = ({ isOpen, calledBy }: DelayRow): boolean => isOpen || calledBy !== null;
  const [now, others] = [rows.filter(isNow), rows.filter((row) => !isNow(row))];
  const list = (some: readonly DelayRow[]): ReactNode => (
    <ul className="flex flex-col gap-3">
      {some.map((row) => (
        <DelayItem key={row.id} row={row} held={held} />
      ))}
    </ul>
  );
  return (
    <Panel id="delays" title="If it cannot start on time">
      <div className="flex flex-col gap-3">
        {now.length > 0 && list(now)}
        {others.length > 0 && (
          <div>
            <PhoneFold what={procedureWords(others.length, now.length > 0)} isNeeded={false}>
              {list(others)}
            </PhoneFold>
          </div>
        )}
      </div>
    </Panel>
  );
}

function procedureWords(count: number, isMore: boolean): string {
  return `${count} ${isMore ? "other " : ""}${count === 1 ? "procedure" : "procedures"}`;
}

function DelayItem({ row, held }: { readonly row: DelayRow; readonly held: RoomNow }): ReactNode {
  const ask = useAsk();
  const { delay, isOpen, calledBy, started } = row;
  const edge = isOpen ? "border-l-warn" : calledBy === null ? "border-l-line" : "border-l-fail";
  const name = `delay-${row.id}`;
  return (
    <li aria-labelledby={name} className={`rounded-md border border-l-[6px] border-line p-3 sm:p-4 ${edge}`}>
      <h3 id={name} className="text-lg font-semibold">
        {delay.label}
        {isOpen && <span className="ml-3 text-sm font-semibold text-warn">UNDER WAY</span>}
      </h3>
      <p className={calledBy === null ? "text-sm text-soft" : "font-medium text-fail"}>
        {calledBy ?? `${delay.trigger}.`}
      </p>
      {delay.impact !== undefined && <p className="text-sm text-soft">What it costs: {delay.impact}</p>}
      {row.run && <DelayRun row={row} run={row.run} held={held} />}
      {!isOpen && !started && isLeading(held.me) && (
        <button
          type="button"
          onClick={() => ask(beginning(row))}
          className={`mt-3 max-sm:w-full ${calledBy === null ? BUTTON : MAIN_BUTTON}`}
        >
          {row.run ? "Begin anew…" : "Begin…"}
          <span className="sr-only"> {delay.label}</span>
        </button>
      )}
    </li>
  );
}

function beginning({ id, delay }: DelayRow): Question {
  return reasonQuestion(`Begin: ${delay.label}`, {
    verb: "begin-delay",
    input: (reason) => ({ delay: id, reason }),
    submit: "Begin",
    label: "What has happened",
    hint: "The first step and its clock begin now. The rollout does not start while this is under way.",
  });
}
