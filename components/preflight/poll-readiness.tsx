import type { ReactNode } from "react";
import type { Poll } from "#core/room/poll";
import { isReady, standings, type ItemStanding } from "#core/room/readiness";
import type { RoomNow } from "#browser/use-room-now";
import { ItemStateMark } from "#components/live/item-state-mark";

type Props = { readonly poll: Poll; readonly held: RoomNow };

/** What the leads vote on: the list as it stood when the poll opened, and what has changed since. */
export function PollReadiness({ poll, held }: Props): ReactNode {
  const { plan, room, now } = held;
  const items = standings(plan, room.readiness, now);
  const unready = items.filter(({ id }) => poll.unready.includes(id));
  const fallen = items.filter((item) => poll.ready.includes(item.id) && !isReady(item));
  const total = poll.ready.length + poll.unready.length;
  return (
    <div className="flex flex-col gap-2">
      <p>
        When it opened, <strong>{poll.ready.length}</strong> of <strong>{total}</strong> items were ready
        {poll.unready.length === 0 ? "." : "; not ready were:"}
      </p>
      {unready.length > 0 && <ItemLines items={unready} />}
      {fallen.length > 0 && (
        <>
          <p className="font-medium text-fail">Ready then, and no longer:</p>
          <ItemLines items={fallen} />
        </>
      )}
    </div>
  );
}

function ItemLines({ items }: { readonly items: readonly ItemStanding[] }): ReactNode {
  return (
    <ul className="flex flex-col gap-1 border-l-2 border-line pl-3">
      {items.map((item) => (
        <li key={item.id} className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{item.label}</span>
          <span className="text-sm">
            <span className="text-soft">now </span>
            <ItemStateMark state={item.state} />
          </span>
        </li>
      ))}
    </ul>
  );
}
