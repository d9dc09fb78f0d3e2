import { Wrench } from "lucide-react";
import type { ReactNode } from "react";
import type { Health } from "#wire/frame";
import { countWords } from "#browser/format-value";
import { useReplay } from "#browser/replay-context";
import { healthLines } from "#browser/problems";

/** How Holdpoint itself is doing: figures when well, words when not. */
export function HealthLine({ health }: { readonly health: Health }): ReactNode {
  const isReplay = useReplay() !== null;
  if (isReplay) return <p className="text-sm text-soft">How Holdpoint itself fared then is not kept.</p>;
  const lines = healthLines(health);
  const { sampler, displays } = health;
  return (
    <footer className="flex flex-wrap items-baseline gap-x-6 gap-y-1 text-sm text-soft">
      {lines.map((line) => (
        <span key={line.id} className={`font-medium ${line.verdict === "FAIL" ? "text-fail" : "text-warn"}`}>
          <Wrench aria-hidden="true" className="icon mr-1.5 inline" />
          {line.title}. {line.reason}
        </span>
      ))}
      <span>
        Sampler {sampler.alive ? "runs" : "is down"}, start jitter P99 {sampler.jitterMsP99.toFixed(1)} ms,{" "}
        {sampler.ticksMissed === 0 ? "no tick missed" : `${countWords(sampler.ticksMissed)} ticks missed`}
      </span>
      <span>{displays === 1 ? "1 display" : `${countWords(displays)} displays`} connected</span>
    </footer>
  );
}
