import Link from "next/link";
import type { ReactNode } from "react";
import { alertPath } from "#browser/alert-notices";
import type { OpenProcedure } from "#browser/playbook-rows";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { StepClock } from "#components/live/step-clock";
import { LongList } from "#components/ui/long-list";
import { Panel } from "#components/ui/panel";
import { LINK } from "../ui/field-looks.ts";
import { LeaveLow } from "./leave-low.tsx";

const FIRST = 10;

type Props = { readonly held: RoomNow; readonly procedures: readonly OpenProcedure[] };

/** Procedures that go on although their alert is over. Nothing where there are none. */
export function ProceduresPanel({ held, procedures }: Props): ReactNode {
  if (procedures.length === 0) return null;
  return (
    <Panel
      id="procedures"
      title={`Over, with a procedure that goes on: ${procedures.length}`}
      aside={isLeading(held.me) && <LeaveLow procedures={procedures} />}
    >
      <LongList rows={procedures} first={FIRST}>
        {({ alert, label, owner, holder, clock }) => (
          <li
            key={alert.id}
            className="flex flex-wrap items-baseline justify-between gap-x-4 border-t border-line py-1 first:border-t-0"
          >
            <span className="min-w-0 flex-1 basis-64">
              <Link href={alertPath(alert.id)} className={`${LINK} wrap-anywhere`}>
                {alert.label}
              </Link>
              <span className="block">
                {label}
                <span className="text-soft">, {holder?.name ?? owner}</span>
              </span>
            </span>
            {clock && <StepClock clock={clock} />}
          </li>
        )}
      </LongList>
    </Panel>
  );
}
