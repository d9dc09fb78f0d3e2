"use client";

import type { ReactNode } from "react";
import { MINUTE_MS } from "#core/time";
import { durationWords } from "#core/time-words";
import { useCommand } from "#browser/use-command";
import { CommandForm } from "#components/live/command-form";
import { Stamp } from "#components/live/stamp";

type Props = { readonly now: number; readonly t0: number; readonly onDone: () => void };

/** The start said once more: T0 becomes now. */
export function StartForm({ now, t0, onDone }: Props): ReactNode {
  const command = useCommand("start-rollout");
  const start = async (): Promise<void> => {
    const answer = await command.run({});
    if (answer.ok) onDone();
  };
  return (
    <CommandForm command={command} submit="Start now" tone="go" onSubmit={() => void start()} onBack={onDone}>
      <WhatStartDoes now={now} t0={t0} />
      <p className="text-soft">You sign with your name; your password is asked for where it was not given lately.</p>
    </CommandForm>
  );
}

/** What follows from a start, and how far it is from the planned T0. */
export function WhatStartDoes({ now, t0 }: { readonly now: number; readonly t0: number }): ReactNode {
  const apart = Math.abs(t0 - now);
  return (
    <>
      <p>
        T0 becomes the next full five seconds. What is measured now is recorded as the baseline, and every checkpoint
        opens on time from then on. A start cannot be taken back.
      </p>
      {apart >= MINUTE_MS && (
        <p className="font-medium text-warn">
          T0 was planned for <Stamp at={t0} date />: this is {durationWords(apart)} {now < t0 ? "early" : "late"}, and
          everything moves with it.
        </p>
      )}
    </>
  );
}
