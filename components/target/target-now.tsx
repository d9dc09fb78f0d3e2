import type { ReactNode } from "react";
import type { TargetBody } from "#wire/frame";
import { countWords, showValue } from "#browser/format-value";
import { ShortName } from "#components/live/short-name";
import { Stamp } from "#components/live/stamp";
import { TargetStateMark } from "#components/live/target-state-mark";
import { ReadingMark } from "#components/live/reading-mark";

type Props = { readonly body: TargetBody; readonly t0: number; readonly stale: boolean };

/** State and reason, then the target's own metrics over the last five minutes. */
export function TargetNow({ body, t0, stale }: Props): ReactNode {
  const { target, readings } = body;
  const about = [
    target.kind,
    target.segment === null ? null : `in ${target.segment}`,
    target.region === null ? null : `region ${target.region}`,
    target.critical ? "critical" : "not critical",
  ];
  return (
    <section
      aria-label="State now"
      data-stale={stale}
      className="veil panel grid gap-5 p-4 sm:p-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]"
    >
      <div>
        <TargetStateMark state={target.state} className="text-4xl" />
        <p className="mt-2 min-h-[1.5em] text-lg">
          {target.reason ?? (target.state === "up" ? calmWords(target.kind) : "")}
        </p>
        <p className="text-sm text-soft">{about.filter((word) => word !== null).join(" · ")}</p>
        <p className="text-sm text-soft">
          {target.lastAt === null ? (
            "No sample yet"
          ) : (
            <>
              Last sample <Stamp at={target.lastAt} t0={t0} seconds />
            </>
          )}
        </p>
      </div>
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2 xl:grid-cols-4">
        {readings.map((reading) => {
          const shown = showValue(reading.value, reading.unit);
          return (
            <div key={reading.metric} className="min-w-0 border-l border-line pl-4">
              <dt className="flex text-sm text-soft">
                <ShortName>{reading.label}</ShortName>
                <span className="flex-none">, last 5 min</span>
              </dt>
              <dd className="text-2xl font-bold tracking-tight whitespace-nowrap">
                {shown.figures} <span className="text-base font-medium tracking-normal text-soft">{shown.unit}</span>
              </dd>
              <dd className="flex flex-wrap gap-x-3 text-sm text-soft">
                <ReadingMark reading={reading} />
                <span>n {countWords(reading.n)}</span>
                {reading.passWords !== null && <span>target {reading.passWords}</span>}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function calmWords(kind: TargetBody["target"]["kind"]): string {
  return kind === "push" ? "Reports on time." : "Answers as expected.";
}
