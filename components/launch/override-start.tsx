"use client";

import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useAsk } from "#browser/ask-context";
import type { RoomNow } from "#browser/use-room-now";
import { ReasonForm } from "#components/live/reason-form";
import { WhatStartDoes } from "./start-form.tsx";

type Props = { readonly obstacle: string; readonly held: RoomNow };

/** An administrator's way to start without a GO: apart from the start, and looking like what it is. */
export function OverrideStart({ obstacle, held }: Props): ReactNode {
  const ask = useAsk();
  const askOverride = (): void =>
    ask({
      title: "Start without a GO",
      held,
      form: (close, now) => <OverrideForm obstacle={obstacle} held={now} onDone={close} />,
    });
  return (
    <section aria-labelledby="override" className="mt-2 rounded-md border-2 border-dashed border-fail p-4">
      <h3 id="override" className="flex items-center gap-2 font-semibold text-fail">
        <TriangleAlert aria-hidden="true" className="icon" />
        Start without a GO
      </h3>
      <p className="my-2 max-w-prose">
        Only for when waiting is worse than going. Your name and your reason stay on every page and every wall for as
        long as the rollout runs.
      </p>
      <button
        type="button"
        onClick={askOverride}
        className="inline-flex min-h-11 items-center justify-center rounded-md border border-fail bg-panel px-4 font-medium text-fail hover:bg-fail-wash max-sm:w-full"
      >
        Start without a GO…
      </button>
    </section>
  );
}

function OverrideForm({ obstacle, held, onDone }: Props & { readonly onDone: () => void }): ReactNode {
  return (
    <ReasonForm
      verb="start-rollout"
      input={(override) => ({ override })}
      path="override"
      submit="Start without a GO"
      label="Why it starts all the same"
      hint="Everybody reads this on every page, with your name."
      tone="danger"
      onDone={onDone}
    >
      <p className="rounded-md border border-fail bg-fail-wash px-3 py-2 font-medium text-fail">{obstacle}</p>
      <WhatStartDoes now={held.now} t0={held.t0} />
    </ReasonForm>
  );
}
