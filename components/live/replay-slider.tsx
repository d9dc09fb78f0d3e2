"use client";

import { memo, type CSSProperties, type KeyboardEvent, type ReactNode } from "react";
import { HOUR_MS, MINUTE_MS, TICK_MS } from "#core/time";
import type { Replay, ReplayMark } from "#wire/replay";
import { momentIn, offsetWords } from "#browser/format-time";
import { useZone } from "#browser/live-context";
import { markPlaces } from "#browser/use-replay-marks";
import type { Player } from "#browser/use-replay-player";

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -MINUTE_MS,
  ArrowDown: -MINUTE_MS,
  ArrowRight: MINUTE_MS,
  ArrowUp: MINUTE_MS,
  PageUp: HOUR_MS,
  PageDown: -HOUR_MS,
  Home: -Infinity,
  End: Infinity,
};

type Props = {
  readonly at: number;
  readonly shown: Replay;
  readonly player: Player;
  readonly marks: readonly ReplayMark[];
};

/** All of the rollout from its first event to now, with T0, gates, alerts and decisions marked. Arrows go by a minute, page keys by an hour. */
export function ReplaySlider({ at, shown, player, marks }: Props): ReactNode {
  const zone = useZone();
  const { from, to, rollout } = shown;
  const within = (moment: number): number => Math.min(to, Math.max(from, moment));
  const press = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    player.drag((wanted) => within(wanted + step));
  };
  const moment = momentIn(at, zone);
  const share = (rollout.t0 - from) / Math.max(1, to - from);
  return (
    <div
      style={placeOf(share)}
      className="replay-track relative min-w-40 flex-1 basis-40 max-sm:order-last max-sm:basis-full"
    >
      {share > 0 && share < 1 && (
        <span aria-hidden="true" className="replay-t0">
          T0
        </span>
      )}
      <Marks marks={marks} from={from} to={to} />
      <input
        type="range"
        aria-label="Moment"
        aria-valuetext={`${moment.date} ${moment.time}${moment.seconds} ${moment.zone}, ${offsetWords(at, rollout.t0)}`}
        min={from}
        max={to}
        step={TICK_MS}
        value={within(at)}
        onChange={(event) => player.drag(() => within(Number(event.target.value)))}
        onKeyDown={press}
        className="block h-11 w-full accent-(--accent)"
      />
    </div>
  );
}

type MarksProps = { readonly marks: readonly ReplayMark[]; readonly from: number; readonly to: number };

/** Gates above the slider's line, alerts below, decisions on it: told apart by place and shape too. Keys and buttons lead there. */
const Marks = memo(function Marks({ marks, from, to }: MarksProps): ReactNode {
  return (
    <span aria-hidden="true" title="Above: gates. On the line: decisions. Below: alerts.">
      {markPlaces(marks, { from, to }).map(({ kind, share }) => (
        <span key={`${kind}${share}`} data-kind={kind} style={placeOf(share)} className="replay-mark" />
      ))}
    </span>
  );
});

function placeOf(share: number): CSSProperties & Record<"--share", string> {
  return { "--share": String(share) };
}
