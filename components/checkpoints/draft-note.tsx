"use client";

import { CircleAlert, CloudCheck, CloudOff, HardDrive } from "lucide-react";
import type { ReactNode } from "react";
import type { EpochMs } from "#core/time";
import type { RolloutView } from "#wire/rollout";
import { rolloutTime } from "#browser/clock";
import type { DraftState } from "#browser/form-draft-store";
import { Stamp } from "#components/live/stamp";

type Props = { readonly state: DraftState; readonly isChanged: boolean; readonly clock: RolloutView["clock"] };

/** Where what was filled in is kept at this moment. */
export function DraftNote({ state, isChanged, clock }: Props): ReactNode {
  const { server, onDevice, savedAt } = state;
  if (!isChanged || savedAt === null) return <p className="text-sm text-soft">Nothing unsaved.</p>;
  const device = onDevice ? "Saved on this device" : "This device keeps nothing";
  const at = (real: EpochMs): EpochMs => rolloutTime(clock, real);
  if (server.kind === "saved")
    return (
      <Line icon={CloudCheck} look="text-soft">
        Draft saved on the server <Stamp at={at(server.at)} seconds />
        {onDevice && " and on this device"}
      </Line>
    );
  if (server.kind === "down")
    return (
      <Line icon={CloudOff} look="font-medium text-warn">
        {device}. Not on the server: link is down.
      </Line>
    );
  if (server.kind === "refused")
    return (
      <Line icon={CircleAlert} look="font-medium text-warn">
        {device}. Not on the server: {server.message}
      </Line>
    );
  return (
    <Line icon={HardDrive} look="text-soft">
      {device} <Stamp at={at(savedAt)} seconds />
    </Line>
  );
}

type LineProps = { readonly icon: typeof CloudCheck; readonly look: string; readonly children: ReactNode };

function Line({ icon: Icon, look, children }: LineProps): ReactNode {
  return (
    <p className={`flex items-start gap-1.5 text-sm ${look}`}>
      <Icon aria-hidden="true" className="icon mt-[0.15em] self-start" />
      <span>{children}</span>
    </p>
  );
}
