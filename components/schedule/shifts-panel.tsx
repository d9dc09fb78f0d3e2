import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { durationWords } from "#core/time-words";
import type { ShiftNow } from "#core/shift/duty";
import { plannedOffsetWords } from "#browser/format-time";
import type { ShiftsNow } from "#browser/use-shifts";
import { Stamp } from "#components/live/stamp";
import { Panel } from "#components/ui/panel";
import { TakeShift } from "./take-shift.tsx";

/** Every shift with its crew and its lead; where nobody leads, and where two do. */
export function ShiftsPanel({ held }: { readonly held: ShiftsNow }): ReactNode {
  const { shifts, schedule } = held;
  const moved = schedule.movedMs;
  return (
    <Panel
      id="shifts"
      title="Shifts"
      aside={
        moved !== 0 && (
          <span className="text-sm text-soft">
            moved with T0 by {moved > 0 ? "+" : ""}
            {durationWords(moved)}
          </span>
        )
      }
    >
      <Flags held={held} />
      {shifts.length === 0 ? (
        <p className="text-soft">The plan names no shifts.</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line border-y border-line">
          {shifts.map((shift) => (
            <ShiftRow key={shift.id} shift={shift} held={held} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Flags({ held }: { readonly held: ShiftsNow }): ReactNode {
  const { gaps, doubles } = held.coverage;
  const label = (id: string): string => held.shifts.find((shift) => shift.id === id)?.label ?? id;
  return (
    <ul className="mb-3 flex flex-col gap-2 empty:hidden">
      {gaps.map((gap) => (
        <Flag key={gap.from} word="GAP" from={gap.from} to={gap.to}>
          {gap.open.length === 0 ? "no shift is planned" : `nobody leads ${gap.open.map(label).join(", ")}`}
        </Flag>
      ))}
      {doubles.map((double) => (
        <Flag key={double.from} word="DOUBLE COVER" from={double.from} to={double.to}>
          {double.shifts.map(label).join(" and ")}
        </Flag>
      ))}
    </ul>
  );
}

type FlagProps = { readonly word: string; readonly from: number; readonly to: number; readonly children: ReactNode };

function Flag({ word, from, to, children }: FlagProps): ReactNode {
  return (
    <li className="flex items-baseline gap-2 rounded-md border-l-4 border-warn bg-warn-wash px-3 py-2">
      <TriangleAlert aria-hidden="true" className="icon text-warn" />
      <span className="min-w-0">
        <strong className="text-warn">{word}</strong> <Stamp at={from} date /> to <Stamp at={to} date />: {children}
      </span>
    </li>
  );
}

function ShiftRow({ shift, held }: { readonly shift: ShiftNow; readonly held: ShiftsNow }): ReactNode {
  const { now, t0, room } = held;
  const isOn = shift.from <= now && now < shift.to;
  const handoff = room.shifts.handoffs[shift.id];
  return (
    <li
      className={`flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3 ${now >= shift.to ? "text-soft" : ""}`}
    >
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-semibold">
          {shift.label}
          {isOn && <span className="ml-2 rounded border border-pass px-1.5 text-xs font-bold text-pass">ON NOW</span>}
          {now >= shift.to && <span className="ml-2 text-sm font-normal">over</span>}
        </p>
        <p className="text-sm">
          <Stamp at={shift.from} date /> to <Stamp at={shift.to} date />
          <span className="text-soft"> · {plannedOffsetWords(shift.from, t0)}</span>
        </p>
        <p className="text-sm text-soft">
          {shift.crews.map(({ label }) => label).join(", ")}
          {shift.here < shift.from && `, there ${durationWords(shift.from - shift.here)} before`}
          {shift.duties.length > 0 && `. ${shift.duties.join("; ")}.`}
        </p>
        <p className="mt-1">
          <span className="text-soft">{shift.leadRole.label}: </span>
          {shift.lead ? (
            <strong className="font-semibold">{shift.lead.name}</strong>
          ) : (
            <strong className="text-warn">nobody leads it</strong>
          )}
          {handoff?.accepted && <span className="text-sm text-soft">, handoff accepted</span>}
        </p>
      </div>
      <TakeShift shift={shift} me={held.me} now={now} />
    </li>
  );
}
