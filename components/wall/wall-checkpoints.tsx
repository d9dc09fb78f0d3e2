"use client";

import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { openRows, stateSentence, type CheckpointRow } from "#browser/checkpoint-rows";
import { plannedOffsetWords } from "#browser/format-time";
import { positionAt } from "#browser/schedule";
import { useCheckpoints } from "#browser/use-checkpoints";
import { checkpointEdge, CheckpointStateMark } from "#components/live/checkpoint-state-mark";
import { NextUp } from "#components/live/next-up";
import { ShortName } from "#components/live/short-name";
import { Stamp } from "#components/live/stamp";
import { ToneMark } from "#components/live/tone-mark";
import { PulseStrip } from "./pulse-strip.tsx";

/** Every gate with its state, what has to be decided or comes next, and the pulses between. */
export function WallCheckpoints({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const checkpoints = useCheckpoints();
  if (!checkpoints)
    return (
      <p role="status" className="panel grid h-full place-items-center text-2xl text-soft">
        Reading what has been decided so far…
      </p>
    );
  const { rows, now, t0 } = checkpoints;
  const { next, nextGate } = positionAt(rollout, now);
  const nextId = next?.kind === "gate" ? next.id : nextGate?.id;
  const open = openRows(rows);
  // one thing stands out: what is to be decided, else what comes next
  const isMarked = (gate: CheckpointRow): boolean =>
    open.some(({ kind }) => kind === "gate") ? open.includes(gate) : gate.id === nextId;
  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-4 portrait:grid-cols-1 sm:portrait:grid-rows-[minmax(0,3fr)_minmax(0,2fr)]">
      <section aria-labelledby="gates" className="panel flex min-h-0 flex-col p-5">
        <h2 id="gates" className="mb-2 text-sm font-semibold text-soft">
          Gates
        </h2>
        <ol className="flex min-h-0 flex-1 flex-col justify-between">
          {rows
            .filter(({ kind }) => kind === "gate")
            .map((gate) => (
              <GateLine key={gate.id} gate={gate} now={now} t0={t0} isMarked={isMarked(gate)} />
            ))}
        </ol>
      </section>
      <div className="flex min-h-0 flex-col gap-4 *:first:flex-1">
        <NextUp rollout={rollout} onWall />
        <PulseStrip pulses={rows.filter(({ kind }) => kind === "pulse")} nextId={next?.id ?? null} />
      </div>
    </div>
  );
}

type GateProps = {
  readonly gate: CheckpointRow;
  readonly now: number;
  readonly t0: number;
  readonly isMarked: boolean;
};

function GateLine({ gate, now, t0, isMarked }: GateProps): ReactNode {
  const isEarly = gate.state === "early";
  return (
    <li
      className={`rounded-md border-l-8 py-1 pr-2 pl-3 ${isMarked ? "bg-raised font-semibold" : ""} ${isEarly ? (isMarked ? "border-ink" : "border-transparent") : checkpointEdge(gate.state)}`}
    >
      <p className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-3 text-xl leading-snug">
        <span className="flex min-w-0 items-baseline gap-3">
          <ShortName className="min-w-[9ch]">{gate.label}</ShortName>
          <span className="flex-none text-base font-normal text-soft compact:hidden">
            <Stamp at={gate.at} weekday />
            <span className="portrait:hidden"> · {plannedOffsetWords(gate.at, t0)}</span>
          </span>
        </span>
        {isEarly ? <span>{stateSentence(gate, now)}</span> : <CheckpointStateMark state={gate.state} />}
      </p>
      {!isEarly && (
        <p className="flex items-baseline justify-between gap-3 text-base font-normal text-soft">
          <span className="truncate">{stateSentence(gate, now)}</span>
          {gate.tone !== null && (
            <span className="flex-none">
              worst field: <ToneMark tone={gate.tone} />
            </span>
          )}
        </p>
      )}
    </li>
  );
}
