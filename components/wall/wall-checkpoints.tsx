"use client";

import { Circle, CircleArrowRight, Clock } from "lucide-react";
import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { durationFigures, plannedOffsetWords } from "#browser/format-time";
import type { Checkpoint } from "#browser/schedule";
import { positionAt } from "#browser/schedule";
import { useNow } from "#browser/use-now";
import { NextUp } from "#components/live/next-up";
import { Stamp } from "#components/live/stamp";

/** Every gate with its time, what is next with its countdown, and the pulses between. */
export function WallCheckpoints({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const now = useNow();
  if (now === null) return null;
  const { next, nextGate } = positionAt(rollout, now);
  const gates = rollout.checkpoints.filter((one) => one.kind === "gate");
  const pulses = rollout.checkpoints.filter((one) => one.kind === "pulse");
  const passed = pulses.filter((one) => one.at <= now).length;
  const markedId = next?.kind === "gate" ? next.id : nextGate?.id;
  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-4 portrait:grid-cols-1">
      <section aria-labelledby="gates" className="panel flex min-h-0 flex-col p-5">
        <h2 id="gates" className="mb-2 text-sm font-semibold text-soft">
          Gates
        </h2>
        <ol className="flex min-h-0 flex-1 flex-col justify-between">
          {gates.map((gate) => (
            <GateLine key={gate.id} gate={gate} now={now} t0={rollout.t0} marked={gate.id === markedId} />
          ))}
        </ol>
      </section>
      <div className="flex min-h-0 flex-col gap-4 *:first:flex-1">
        <NextUp rollout={rollout} />
        <section aria-labelledby="pulses" className="panel p-5">
          <h2 id="pulses" className="mb-3 flex justify-between text-sm font-semibold text-soft">
            <span>Pulses between the gates</span>
            <span className="font-medium">
              {passed} of {pulses.length} gone by
            </span>
          </h2>
          <ul className="flex flex-wrap gap-1.5">
            {pulses.map((pulse) => (
              <li
                key={pulse.id}
                title={pulse.label}
                className={`h-5 min-w-4 flex-1 rounded-sm border border-strong ${pulse.at <= now ? "bg-strong" : ""} ${pulse.id === next?.id ? "border-2 border-ink" : ""}`}
              />
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

type GateProps = { readonly gate: Checkpoint; readonly now: number; readonly t0: number; readonly marked: boolean };

function GateLine({ gate, now, t0, marked }: GateProps): ReactNode {
  const over = gate.at <= now;
  const Icon = over ? Circle : marked ? CircleArrowRight : Clock;
  return (
    <li
      className={`grid grid-cols-[auto_minmax(0,1fr)_7.5em_4em_7em] compact:grid-cols-[auto_minmax(0,1fr)_7em] items-center gap-3 rounded-md text-lg border-l-4 py-1 pr-2 pl-3 ${marked ? "border-ink bg-raised font-semibold" : "border-transparent"} ${over ? "text-faint" : ""}`}
    >
      <Icon aria-hidden="true" className="icon" />
      <span className="truncate">{gate.label}</span>
      <span className="text-right text-soft compact:hidden">
        <Stamp at={gate.at} weekday />
      </span>
      <span className="text-right text-soft compact:hidden">{plannedOffsetWords(gate.at, t0)}</span>
      <span className="text-right whitespace-nowrap">
        {over ? `${durationFigures(now - gate.at)} ago` : `in ${durationFigures(gate.at - now)}`}
      </span>
    </li>
  );
}
