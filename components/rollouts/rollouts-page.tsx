"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { RolloutLine } from "#wire/rollouts";
import { valueOf } from "#browser/query-client";
import { fetchRollouts, ROLLOUTS_KEY } from "#browser/rollouts";
import { FormAlert } from "#components/ui/form-alert";
import { Panel } from "#components/ui/panel";
import { Skeleton } from "#components/ui/skeleton";
import { RolloutRow } from "./rollout-row.tsx";

/** Every rollout that this database holds: the one that runs, those put away, those of other plans. */
export function RolloutsPage(): ReactNode {
  const { data, error } = useQuery({
    queryKey: [ROLLOUTS_KEY],
    queryFn: ({ signal }) => valueOf(fetchRollouts(signal)),
    refetchInterval: 30_000,
  });
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-4">
      <header>
        <h1 className="text-2xl font-semibold tracking-tight">Rollouts</h1>
        <p className="text-soft">
          One runs at a time. One that is over can be archived: the next start of the program then opens a new one of
          its plan. Whatever is here can be looked back at.
        </p>
      </header>
      <FormAlert>{error === null ? null : `The rollouts cannot be read now: ${error.message}`}</FormAlert>
      {data === undefined ? error === null && <Waiting /> : <Rows rollouts={data.rollouts} />}
    </div>
  );
}

function Waiting(): ReactNode {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="text-soft">Reading the rollouts…</span>
      <Skeleton className="h-32" />
    </div>
  );
}

function Rows({ rollouts }: { readonly rollouts: readonly RolloutLine[] }): ReactNode {
  return (
    <Panel id="rollouts" title="All rollouts" aside={<p className="text-sm text-soft">{rollouts.length} in all</p>}>
      <ul className="flex flex-col divide-y divide-line border-t border-line">
        {rollouts.map((rollout) => (
          <RolloutRow key={rollout.id} rollout={rollout} />
        ))}
      </ul>
    </Panel>
  );
}
