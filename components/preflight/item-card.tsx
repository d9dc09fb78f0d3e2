import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import { roleLabel } from "#core/room/deciding";
import type { ItemStanding } from "#core/room/readiness";
import { isLeading, isStaff, type RoomNow } from "#browser/use-room-now";
import { ItemStateMark, itemEdge } from "#components/live/item-state-mark";
import { Stamp } from "#components/live/stamp";
import { BUTTON } from "../ui/field-looks.ts";
import { ChannelTests } from "./channel-tests.tsx";

export type ItemAction = "attest" | "withdraw" | "waive" | "channel";
type Props = {
  readonly item: ItemStanding;
  readonly held: RoomNow;
  readonly onAsk: (action: ItemAction) => void;
};

const LABEL: Readonly<Record<ItemAction, string>> = {
  attest: "Confirm…",
  withdraw: "Take back…",
  waive: "Waive…",
  channel: "Log a test…",
};

/** Where a link to the item goes. */
export function itemAnchor(id: string): string {
  return `item-${id}`;
}

/** One item: its state, what was found, whose it is, since when, and what whoever looks may do about it. */
export function ItemCard({ item, held, onAsk }: Props): ReactNode {
  const { plan, room } = held;
  const holder = room.roster.holders[item.owner];
  const actions = actionsFor(item, held);
  return (
    <li
      id={itemAnchor(item.id)}
      tabIndex={-1}
      className={`scroll-mt-4 rounded-md border border-l-[6px] border-line bg-panel px-3 py-2.5 sm:px-4 ${itemEdge(item.state)}`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 flex-1 basis-56 text-base font-semibold">{item.label}</h3>
        <ItemStateMark state={item.state} />
      </div>
      <p className="wrap-anywhere">{item.sentence}</p>
      <Evidence item={item} held={held} />
      {checkOf(item, held) === "channels_tested" && (
        <ChannelTests label={item.label} readiness={room.readiness} now={held.now} />
      )}
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-sm text-soft">
          {roleLabel(plan, item.owner)}:{" "}
          {holder && holder.id === held.me?.id ? <strong>you</strong> : (holder?.name ?? "nobody yet")}
          {item.kind === "automatic" ? " · proves itself" : " · shown by a person"}
          {item.since !== null && (
            <>
              {" · since "}
              <Stamp at={item.since} date={held.now - item.since > 20 * 3_600_000} />
            </>
          )}
        </p>
        {actions.length > 0 && (
          <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">
            {actions.map((action) => (
              <button key={action} type="button" onClick={() => onAsk(action)} className={BUTTON}>
                {LABEL[action]}
                <span className="sr-only"> {item.label}</span>
              </button>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

function checkOf({ id }: ItemStanding, { plan }: RoomNow): string | null {
  const wanted = plan.preflight.find((item) => item.id === id);
  return wanted?.kind === "automatic" ? wanted.check : null;
}

function actionsFor(item: ItemStanding, held: RoomNow): readonly ItemAction[] {
  const { room, me, now } = held;
  if (room.launch.start || !isStaff(me)) return [];
  const check = checkOf(item, held);
  // the leads' GO is neither shown nor waived: they vote
  if (check === "poll_is_go") return [];
  const isAttested = room.readiness.attested[item.id] !== undefined;
  const isWaived = (room.readiness.waived[item.id]?.until ?? 0) > now;
  const wanted: readonly (ItemAction | false)[] = [
    item.kind === "manual" && !isAttested && "attest",
    check === "channels_tested" && "channel",
    (isAttested || isWaived) && "withdraw",
    isLeading(me) && item.state !== "met" && !isWaived && "waive",
  ];
  return wanted.filter((action) => action !== false);
}

/** Who showed it and where, and until when a waiver holds. */
function Evidence({ item, held }: { readonly item: ItemStanding; readonly held: RoomNow }): ReactNode {
  const { attested, waived } = held.room.readiness;
  const shown = attested[item.id];
  const waiver = item.state === "waived" ? waived[item.id] : undefined;
  return (
    <>
      {waiver && (
        <p className="text-sm">
          Waived by {actorName(waiver.by)} until <Stamp at={waiver.until} date />.
        </p>
      )}
      {shown && (
        <p className="text-sm">
          Confirmed by {actorName(shown.by)}.{" "}
          {shown.proof.link !== null && (
            <a
              href={shown.proof.link}
              target="_blank"
              rel="noreferrer noopener"
              className="inline-flex min-h-11 items-center gap-1 font-medium wrap-anywhere underline underline-offset-4 sm:min-h-0"
            >
              {shown.proof.link.replace(/^https?:\/\//, "")}
              <ExternalLink aria-hidden="true" className="icon" />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
          )}
        </p>
      )}
    </>
  );
}
