"use client";

import type { ReactNode } from "react";
import { useCommand } from "#browser/use-command";
import type { RoomNow } from "#browser/use-room-now";
import { CommandForm } from "#components/live/command-form";

type Props = { readonly held: RoomNow; readonly onDone: () => void };

/** The second signature, with what it is against. */
export function SecondForm({ held, onDone }: Props): ReactNode {
  const command = useCommand("second-stabilisation");
  const { confirmation } = held.room.closing.closeOut;
  const sign = async (): Promise<void> => {
    const answer = await command.run({});
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Sign it" tone="go" onSubmit={() => void sign()} onBack={onDone}>
      {confirmation?.against.map((sentence) => (
        <p key={sentence} className="border-l-4 border-warn pl-3">
          {sentence}
        </p>
      ))}
      <p>{confirmation?.reason}</p>
      <p className="text-soft">With your signature production counts as stable, and its baseline is stored.</p>
    </CommandForm>
  );
}
