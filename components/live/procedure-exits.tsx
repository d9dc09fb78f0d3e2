"use client";

import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { PlaybookExit, PlaybookRun } from "#core/room/playbook-run";
import { useAsk } from "#browser/ask-context";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { BUTTON } from "../ui/field-looks.ts";
import { Stamp } from "./stamp.tsx";

export type Exit = {
  readonly label: string;
  readonly done: string;
  readonly hint: string;
  readonly tone: "main" | "danger";
};
export type Exits = Readonly<Record<PlaybookExit, Exit>>;
const EXITS = ["resume", "reschedule", "abort"] as const;

type Props = {
  readonly exits: Exits;
  readonly run: PlaybookRun;
  readonly held: RoomNow;
  readonly form: (exit: PlaybookExit, close: () => void) => ReactNode;
  /** What follows where the rollout is to be moved. */
  readonly rescheduled: ReactNode;
};

/** The three ways out of a procedure, for leads; how it was left, once it was. */
export function ProcedureExits({ exits, run, held, form, rescheduled }: Props): ReactNode {
  const ask = useAsk();
  if (run.left) return <Left exits={exits} left={run.left} rescheduled={rescheduled} />;
  if (!isLeading(held.me))
    return <p className="mt-3 text-sm text-soft">A lead or an administrator ends it: {exitWords(exits)}.</p>;
  return (
    <div className="mt-4 border-t border-line pt-3">
      <p className="mb-2 font-medium">How does it end?</p>
      <div className="flex flex-wrap gap-2 max-sm:*:flex-auto">
        {EXITS.map((exit) => (
          <button
            key={exit}
            type="button"
            onClick={() => ask({ title: exits[exit].label, form: (close) => form(exit, close) })}
            className={`${BUTTON} ${exits[exit].tone === "danger" ? "border-fail text-fail" : ""}`}
          >
            {exits[exit].label}…
          </button>
        ))}
      </div>
    </div>
  );
}

function exitWords(exits: Exits): string {
  const [first, second, last] = EXITS.map((exit) => exits[exit].label.toLowerCase());
  return `${first}, ${second} or ${last}`;
}

type LeftProps = Pick<Props, "exits" | "rescheduled"> & { readonly left: NonNullable<PlaybookRun["left"]> };

function Left({ exits, left, rescheduled }: LeftProps): ReactNode {
  return (
    <div className="mt-4 border-t border-line pt-3">
      <p className={`text-lg font-semibold ${left.exit === "abort" ? "text-fail" : ""}`}>{exits[left.exit].done}</p>
      <p className="wrap-anywhere">{left.reason}</p>
      <p className="text-sm text-soft">
        {actorName(left.by)}, <Stamp at={left.at} date />
      </p>
      {left.exit === "reschedule" && rescheduled}
    </div>
  );
}
