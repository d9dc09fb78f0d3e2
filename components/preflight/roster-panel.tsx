"use client";

import type { ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import { useAsk } from "#browser/ask-context";
import { isStaff, type RoomNow } from "#browser/use-room-now";
import { Panel } from "#components/ui/panel";
import { AssignForm } from "./assign-form.tsx";
import { DelegateForm } from "./delegate-form.tsx";
import { PresenceButton } from "./presence-button.tsx";
import { RosterRow, type RosterAction } from "./roster-row.tsx";

type Role = Plan["people"]["roles"][number];

const TITLE: Readonly<Record<RosterAction, string>> = {
  assign: "Who holds it",
  delegate: "Hand on your vote",
  take_back: "Take back your vote",
};

/** Who holds each role of the plan, who is here, and who votes for whom. */
export function RosterPanel({ held }: { readonly held: RoomNow }): ReactNode {
  const ask = useAsk();
  const { plan, room, me } = held;
  const { roles } = plan.people;
  const here = Object.keys(room.roster.present).length;
  const askOf = (action: RosterAction, role: Role): void =>
    ask({
      title: TITLE[action],
      held,
      form: (close, now) => (
        <>
          <p className="mb-4 font-semibold">{role.label}</p>
          {action === "assign" ? (
            <AssignForm role={role} roster={now.room.roster} onDone={close} />
          ) : (
            <DelegateForm role={role} me={me?.id ?? ""} isTakingBack={action === "take_back"} onDone={close} />
          )}
        </>
      ),
    });
  return (
    <Panel
      id="roster"
      title="Roster"
      aside={<span className="text-sm text-soft">{here === 1 ? "1 person is here" : `${here} people are here`}</span>}
    >
      {isStaff(me) && me && <PresenceButton me={me} since={room.roster.present[me.id] ?? null} />}
      {roles.length === 0 ? (
        <p className="text-soft">The plan names no roles.</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line border-y border-line">
          {roles.map((role) => (
            <RosterRow key={role.id} role={role} held={held} onAsk={(action) => askOf(action, role)} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
