import type { ReactNode } from "react";
import type { ShiftNow } from "#core/shift/duty";
import { durationFigures } from "#browser/format-time";
import type { ShiftsNow } from "#browser/use-shifts";
import { Stamp } from "#components/live/stamp";
import { TakeShift } from "./take-shift.tsx";

/** Who is on now, who is next, what is owed: the page's answer in three lines. */
export function DutyPanel({ held }: { readonly held: ShiftsNow }): ReactNode {
  const { duty, owed, now, plan } = held;
  const phase = held.schedule.phases.findLast(({ from, to }) => from <= now && now < to);
  const crew = plan.phases.find(({ id }) => id === phase?.id)?.crew.find(({ duty: kind }) => kind === "lead");
  const isOver = held.shifts.length > 0 && duty.on.length === 0 && duty.next === null;
  return (
    <section aria-label="On duty" className="panel grid gap-x-6 gap-y-4 p-4 sm:grid-cols-2 sm:p-5 xl:grid-cols-3">
      <Block title="On duty now">
        {duty.on.map((shift) => (
          <Lead key={shift.id} shift={shift} held={held}>
            until <Stamp at={shift.to} />, {durationFigures(shift.to - now)} left
          </Lead>
        ))}
        {duty.on.length === 0 &&
          (isOver && crew ? (
            <p className="text-xl font-semibold">
              {crew.roles.map((role) => held.room.roster.holders[role]?.name ?? roleOf(held, role)).join(", ")}
              <span className="block text-base font-normal text-soft">
                {phase?.label}: {crew.presence}
              </span>
            </p>
          ) : (
            <p className="text-lg text-soft">{isOver ? "All shifts are over." : "No shift runs."}</p>
          ))}
      </Block>
      <Block title="Next">
        {duty.next ? (
          <Lead shift={duty.next} held={held}>
            takes over at <Stamp at={duty.next.from} date={duty.next.from - now > 12 * 3_600_000} />, in{" "}
            {durationFigures(duty.next.from - now)}
            {duty.next.here < duty.next.from && (
              <>
                ; be there at <Stamp at={duty.next.here} />
              </>
            )}
          </Lead>
        ) : (
          <p className="text-lg text-soft">No shift follows.</p>
        )}
      </Block>
      <Block title="Owed">
        {owed.length === 0 ? (
          <p className="text-lg text-soft">Nothing is owed.</p>
        ) : (
          owed.map(({ incoming, handoff, isOverdue }) => (
            <p key={incoming.id} className="text-xl font-semibold text-warn">
              {handoff ? "A handoff waits to be accepted" : "A handoff is to be written"}
              <span className="block text-base font-normal text-ink">
                {incoming.label} {isOverdue ? "began" : "begins"} at <Stamp at={incoming.from} />
              </span>
            </p>
          ))
        )}
      </Block>
    </section>
  );
}

function Block({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <h2 className="text-sm font-semibold tracking-wide text-soft">{title}</h2>
      {children}
    </div>
  );
}

type LeadProps = { readonly shift: ShiftNow; readonly held: ShiftsNow; readonly children: ReactNode };

function Lead({ shift, held, children }: LeadProps): ReactNode {
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="min-w-0 text-xl font-semibold wrap-anywhere">
        {shift.lead?.name ?? <span className="text-warn">Nobody leads</span>}
        <span className="block text-base font-normal">
          {shift.label}
          <span className="text-soft">, {children}</span>
        </span>
      </p>
      {shift.lead === null && <TakeShift shift={shift} me={held.me} now={held.now} />}
    </div>
  );
}

function roleOf({ plan }: ShiftsNow, id: string): string {
  return plan.people.roles.find((role) => role.id === id)?.label ?? id;
}
