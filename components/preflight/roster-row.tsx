import { UserCheck, UserX } from "lucide-react";
import type { ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import type { RoomNow } from "#browser/use-room-now";
import { BUTTON } from "../ui/field-looks.ts";

export type RosterAction = "assign" | "delegate" | "take_back";
type Props = {
  readonly role: Plan["people"]["roles"][number];
  readonly held: RoomNow;
  readonly onAsk: (action: RosterAction) => void;
};

const LABEL: Readonly<Record<RosterAction, string>> = {
  assign: "Assign…",
  delegate: "Hand on my vote…",
  take_back: "Take back my vote…",
};

/** One role of the plan and whoever holds it. */
export function RosterRow({ role, held, onAsk }: Props): ReactNode {
  const { roster } = held.room;
  const holder = roster.holders[role.id] ?? null;
  const delegation = roster.delegates[role.id];
  const isHere = holder !== null && roster.present[holder.id] !== undefined;
  const Icon = isHere ? UserCheck : UserX;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-48">
        <p>
          <span className="font-medium">{role.label}</span>
          {role.votes && (
            <span className="ml-2 rounded border border-strong px-1.5 text-xs font-semibold text-soft">VOTES</span>
          )}
        </p>
        <p className="text-sm wrap-anywhere">
          {holder === null ? (
            <span className={role.votes ? "font-medium text-warn" : "text-soft"}>nobody holds this role</span>
          ) : (
            <span className="inline-flex items-baseline gap-1.5">
              <Icon aria-hidden="true" className={`icon ${isHere ? "text-pass" : "text-faint"}`} />
              <span>
                {holder.name}
                <span className="text-soft">, {isHere ? "here" : "not checked in"}</span>
              </span>
            </span>
          )}
        </p>
        {delegation && (
          <p className="text-sm wrap-anywhere">
            {delegation.to.name} votes instead: {delegation.reason}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {actionsFor(role, held).map((action) => (
          <button key={action} type="button" onClick={() => onAsk(action)} className={`${BUTTON} text-sm`}>
            {LABEL[action]}
            <span className="sr-only"> {role.label}</span>
          </button>
        ))}
      </div>
    </li>
  );
}

function actionsFor(role: Props["role"], { room, me }: RoomNow): readonly RosterAction[] {
  if (me === null) return [];
  const { holders, delegates } = room.roster;
  const isMine = role.votes && me.role === "lead" && holders[role.id]?.id === me.id;
  const wanted: readonly (RosterAction | false)[] = [
    (me.role === "admin" || me.role === "operator") && "assign",
    isMine && (delegates[role.id] ? "take_back" : "delegate"),
  ];
  return wanted.filter((action) => action !== false);
}
