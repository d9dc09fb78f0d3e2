import { UserCheck } from "lucide-react";
import type { ReactNode } from "react";
import { roleLabel } from "#core/room/deciding";
import type { RoomNow } from "#browser/use-room-now";
import { useAccounts } from "#browser/use-room-log";
import { Stamp } from "#components/live/stamp";
import { Panel } from "#components/ui/panel";
import { PhoneFold } from "#components/ui/phone-fold";
import Link from "next/link";

const SHOWN_ON_PHONES = 3;

/** Who is here, as which role, since when; and which voting roles are not. */
export function PresentPanel({ held }: { readonly held: RoomNow }): ReactNode {
  const { plan, room } = held;
  const { holders, present } = room.roster;
  const accounts = useAccounts();
  const people = new Map([...Object.values(holders), ...accounts].map(({ id, name }) => [id, name]));
  const here = Object.entries(present).sort(([, a], [, b]) => a - b);
  const rolesOf = (person: string): string =>
    Object.entries(holders)
      .flatMap(([role, holder]) => (holder.id === person ? [roleLabel(plan, role)] : []))
      .join(", ");
  const absent = plan.people.roles.filter(({ id, votes }) => votes && present[holders[id]?.id ?? ""] === undefined);
  return (
    <Panel id="present" title="Who is present" aside={<span className="text-sm text-soft">{here.length} here</span>}>
      {here.length === 0 ? (
        <p className="text-soft">
          Nobody has checked in.{" "}
          <Link href="/preflight" className="underline underline-offset-4">
            To the roster
          </Link>
        </p>
      ) : (
        <PhoneFold what="who is here" isNeeded={here.length <= SHOWN_ON_PHONES}>
          <ul className="flex flex-col divide-y divide-line">
            {here.map(([id, since]) => (
              <li key={id} className="flex items-start gap-2 py-1.5">
                <UserCheck aria-hidden="true" className="icon mt-[0.2em] self-start text-pass" />
                <span className="min-w-0 flex-1 wrap-anywhere">
                  <span className="font-medium">{people.get(id) ?? "Somebody without a role"}</span>
                  <span className="block text-sm text-soft">{rolesOf(id) || "no role"}</span>
                </span>
                <span className="text-sm text-soft">
                  since <Stamp at={since} />
                </span>
              </li>
            ))}
          </ul>
        </PhoneFold>
      )}
      {absent.length > 0 && (
        <p className="mt-2 text-sm font-medium text-warn">
          Not here of those who vote: {absent.map(({ label }) => label).join(", ")}.
        </p>
      )}
    </Panel>
  );
}
