"use client";

import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { momentIn } from "#browser/format-time";
import { useZone } from "#browser/live-context";
import { useNow } from "#browser/use-now";

const DAY_MS = 86_400_000;
type Span = { readonly from: number; readonly to: number };

/** Streams and their tasks as bars over the sprint's days. */
export function WallSprint({ rollout }: { readonly rollout: RolloutView }): ReactNode {
  const now = useNow();
  const zone = useZone();
  const streams = rollout.sprint;
  if (streams.length === 0)
    return <p className="panel grid h-full place-items-center text-2xl text-soft">The plan names no sprint.</p>;
  const spans: readonly Span[] = streams.flatMap((stream) => [stream, ...stream.tasks]);
  const days: Span = {
    from: Math.floor(Math.min(...spans.map((one) => one.from)) / DAY_MS) * DAY_MS,
    to: Math.ceil(Math.max(...spans.map((one) => one.to)) / DAY_MS) * DAY_MS,
  };
  const share = (at: number): number => ((at - days.from) / (days.to - days.from)) * 100;
  const weeks = Array.from(
    { length: Math.ceil((days.to - days.from) / (7 * DAY_MS)) },
    (_, week) => days.from + week * 7 * DAY_MS,
  );
  return (
    <section aria-label="Sprint" className="panel flex h-full flex-col p-5">
      <div className="relative ml-[26%] h-[2.2em] flex-none border-b border-strong text-sm text-soft">
        {weeks
          .filter((week) => share(week) < 92)
          .map((week) => (
            <span key={week} className="absolute bottom-1 whitespace-nowrap" style={{ left: `${share(week)}%` }}>
              {momentIn(week, zone).date}
            </span>
          ))}
      </div>
      <div className="relative flex min-h-0 flex-1 flex-col justify-around">
        <div aria-hidden="true" className="pointer-events-none absolute inset-y-0 right-0 left-[26%]">
          {weeks.map((week) => (
            <span key={week} className="absolute inset-y-0 w-px bg-line" style={{ left: `${share(week)}%` }} />
          ))}
          {now !== null && now >= days.from && now <= days.to && (
            <span className="absolute inset-y-0 w-0.5 bg-accent" style={{ left: `${share(now)}%` }} />
          )}
        </div>
        {streams.map((stream) => (
          <StreamRows key={stream.id} stream={stream} now={now} share={share} />
        ))}
      </div>
      <p className="mt-2 flex-none text-sm text-soft">
        Bars are the planned days, both included, {momentIn(days.from, zone).zone}. The upright blue line is now.
      </p>
    </section>
  );
}

type StreamProps = {
  readonly stream: RolloutView["sprint"][number];
  readonly now: number | null;
  readonly share: (at: number) => number;
};

function StreamRows({ stream, now, share }: StreamProps): ReactNode {
  return (
    <div>
      <SprintRow label={stream.label} span={stream} now={now} share={share} heading />
      {stream.tasks.map((task) => (
        <SprintRow key={task.id} label={task.label} span={task} now={now} share={share} heading={false} />
      ))}
    </div>
  );
}

type RowProps = {
  readonly label: string;
  readonly span: Span;
  readonly now: number | null;
  readonly share: (at: number) => number;
  readonly heading: boolean;
};

function SprintRow({ label, span, now, share, heading }: RowProps): ReactNode {
  const running = now !== null && span.from <= now && now < span.to;
  const over = now !== null && now >= span.to;
  const tone = heading ? "bg-strong" : running ? "bg-accent" : over ? "bg-line" : "border border-strong bg-raised";
  return (
    <div className="grid grid-cols-[26%_1fr] items-center">
      <span
        className={`truncate pr-4 ${heading ? "font-semibold" : "pl-4 text-soft"} ${running && !heading ? "text-ink" : ""}`}
      >
        {label}
      </span>
      <span className="relative h-[1.5em]">
        <span
          className={`absolute top-1/2 -translate-y-1/2 rounded-sm ${heading ? "h-1" : "h-[1em]"} ${tone}`}
          style={{ left: `${share(span.from)}%`, width: `${Math.max(0.4, share(span.to) - share(span.from))}%` }}
        />
        {running && !heading && (
          <span
            className="absolute top-1/2 -translate-y-1/2 pl-2 text-sm font-medium"
            style={{ left: `${share(span.to)}%` }}
          >
            under way
          </span>
        )}
      </span>
    </div>
  );
}
