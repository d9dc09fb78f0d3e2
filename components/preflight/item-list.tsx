"use client";

import type { ReactNode } from "react";
import { channelTests } from "#core/notify/preflight-channel";
import { standings, type ItemStanding } from "#core/room/readiness";
import { useAsk } from "#browser/ask-context";
import type { RoomNow } from "#browser/use-room-now";
import { ReasonForm } from "#components/live/reason-form";
import { Panel } from "#components/ui/panel";
import { AttestForm } from "./attest-form.tsx";
import { ChannelForm } from "./channel-form.tsx";
import { ItemCard, type ItemAction } from "./item-card.tsx";
import { WaiveForm } from "./waive-form.tsx";

const TITLE: Readonly<Record<ItemAction, string>> = {
  attest: "Confirm",
  withdraw: "Take back",
  waive: "Waive",
  channel: "Log a channel test",
};

/** Every line of the pre-flight list, those that are not ready first to be seen by their edge, in the plan's order. */
export function ItemList({ held }: { readonly held: RoomNow }): ReactNode {
  const ask = useAsk();
  const items = standings(held.plan, held.room.readiness, held.now);
  const askOf = (action: ItemAction, item: ItemStanding): void =>
    ask({
      title: TITLE[action],
      held,
      form: (close, now) => (
        <>
          <p className="mb-4 font-semibold">{item.label}</p>
          <AskedForm action={action} item={item} held={now} onDone={close} />
        </>
      ),
    });
  return (
    <Panel id="items" title="Pre-flight list" aside={<span className="text-sm text-soft">{items.length} items</span>}>
      {items.length === 0 ? (
        <p className="text-soft">The plan has no pre-flight list. The leads can be polled at once.</p>
      ) : (
        <ol className="flex flex-col gap-2">
          {items.map((item) => (
            <ItemCard key={item.id} item={item} held={held} onAsk={(action) => askOf(action, item)} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

type FormProps = {
  readonly action: ItemAction;
  readonly item: ItemStanding;
  readonly held: RoomNow;
  readonly onDone: () => void;
};

function AskedForm({ action, item, held, onDone }: FormProps): ReactNode {
  switch (action) {
    case "attest":
      return <AttestForm item={item.id} plan={held.plan} onDone={onDone} />;
    case "withdraw":
      return (
        <ReasonForm
          verb="withdraw-item"
          input={(reason) => ({ item: item.id, reason })}
          submit="Take it back"
          label="Why it no longer holds"
          onDone={onDone}
        >
          <p className="text-soft">If a poll rests on this item, the poll becomes void.</p>
        </ReasonForm>
      );
    case "waive":
      return <WaiveForm item={item.id} now={held.now} t0={held.t0} onDone={onDone} />;
    case "channel":
      return <ChannelForm tests={channelTests(item, held.room.readiness)} onDone={onDone} />;
    default:
      return action satisfies never;
  }
}
