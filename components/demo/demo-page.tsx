"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import {
  FAULT_CHOICES,
  fetchFaults,
  setRehearsalRate,
  switchFaultOff,
  switchFaultOn,
  type FaultOrder,
} from "#browser/demo";
import { valueOf } from "#browser/query-client";
import { ROLLOUT_KEY } from "#browser/use-rollout";
import { sitePath } from "#browser/site";
import { useRoom } from "#browser/use-room";
import { useSession } from "#browser/use-session";
import { PageTop } from "#components/live/page-top";
import { RoomGate } from "#components/live/room-gate";
import { useFreshness } from "#components/live/use-freshness";
import { VerdictMark } from "#components/live/verdict-mark";
import { Choice } from "#components/ui/choice";
import { Panel } from "#components/ui/panel";
import { PlainPage } from "#components/ui/plain-page";
import { FaultSwitch } from "./fault-switch.tsx";

const RATES = [1, 12, 60, 120].map((rate) => ({ value: rate, label: `${rate}×` }));
const FAULTS_KEY = ["demo-faults"] as const;

/** Switches that really break the demo system, and the rehearsal's speed. */
export function DemoPage(): ReactNode {
  return (
    <RoomGate>
      {(rollout) =>
        rollout.demo ? (
          <Demo rollout={rollout} />
        ) : (
          <PlainPage
            mark="No demo"
            title="This is not a demo"
            sentence="Faults can only be switched on in the demo system that comes with Holdpoint. Start it with: npm run demo"
          >
            <a href={sitePath("/")}>Open the overview</a>
          </PlainPage>
        )
      }
    </RoomGate>
  );
}

function Demo({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const room = useRoom("overview");
  const freshness = useFreshness(room);
  const body = room.latest?.body;
  return (
    <div className="flex flex-col gap-4">
      <PageTop title="Demo" rollout={rollout} freshness={freshness} />
      {body?.view === "overview" && (
        <p className="panel flex flex-wrap items-baseline gap-x-4 gap-y-1 p-4 text-lg">
          <VerdictMark verdict={body.verdict} />
          <span className="min-w-0">{body.sentence}</span>
        </p>
      )}
      {rollout.kind === "rehearsal" && <SpeedPanel rate={rollout.clock.rate} />}
      <FaultsPanel />
    </div>
  );
}

function SpeedPanel({ rate }: { readonly rate: number }): ReactNode {
  const queries = useQueryClient();
  const maySwitch = useMaySwitch();
  const change = useMutation({
    mutationFn: (wanted: number) => valueOf(setRehearsalRate(wanted)),
    onSettled: () => queries.invalidateQueries({ queryKey: ROLLOUT_KEY }),
  });
  return (
    <Panel id="speed" title="Speed of the rehearsal">
      <div className="flex flex-wrap items-center gap-4">
        <Choice
          label="Speed"
          options={RATES}
          value={rate}
          disabled={!maySwitch || change.isPending}
          onChange={(wanted) => change.mutate(wanted)}
        />
        <p className="text-soft">
          At {rate}× the 36 h pass in {minutesWords((36 * 60) / rate)}.
        </p>
      </div>
      {change.isError && <p className="mt-2 text-fail">The speed did not change: {change.error.message}</p>}
    </Panel>
  );
}

function minutesWords(minutes: number): string {
  return minutes >= 120 ? `${Math.round(minutes / 6) / 10} h` : `${Math.round(minutes)} min`;
}

/** Displays and executives only look. */
function useMaySwitch(): boolean {
  const session = useSession();
  return session?.kind === "person" && session.account.role !== "executive";
}

function FaultsPanel(): ReactNode {
  const queries = useQueryClient();
  const maySwitch = useMaySwitch();
  const faults = useQuery({
    queryKey: FAULTS_KEY,
    queryFn: ({ signal }) => valueOf(fetchFaults(signal)),
    refetchInterval: 3_000,
  });
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: FAULTS_KEY }) };
  const on = useMutation({ mutationFn: (order: FaultOrder) => valueOf(switchFaultOn(order)), ...settled });
  const off = useMutation({ mutationFn: (fault: string) => valueOf(switchFaultOff(fault)), ...settled });
  const error = faults.error ?? on.error ?? off.error;
  return (
    <Panel
      id="faults"
      title="Faults"
      aside={
        <p className="text-sm text-soft">They break the demo system for real; Holdpoint finds out by measuring.</p>
      }
    >
      {!maySwitch && <p className="mb-3">Sign in as a lead, an operator or the administrator to switch them.</p>}
      {error !== null && <p className="mb-3 text-fail">The demo system did not do that: {error.message}</p>}
      <ul className="grid gap-4 md:grid-cols-2 2xl:grid-cols-3">
        {FAULT_CHOICES.map((choice) => (
          <FaultSwitch
            key={choice.id}
            choice={choice}
            active={faults.data?.active.find((fault) => fault.order.fault === choice.id) ?? null}
            busy={!maySwitch || faults.data === undefined || on.isPending || off.isPending}
            onSwitchOn={(order) => on.mutate(order)}
            onSwitchOff={() => off.mutate(choice.id)}
          />
        ))}
      </ul>
    </Panel>
  );
}
