import type { ReactNode } from "react";
import type { AlertRule } from "#core/plan/alerts";
import type { Plan } from "#core/plan/plan";
import { durationMs } from "#core/plan/when";
import { durationWords } from "#core/time-words";
import type { AlertRow } from "#browser/alert-rows";
import { countWords, coverageWords, valueWords } from "#browser/format-value";
import { ruleLevels } from "#browser/rule-words";
import { SeverityMark } from "#components/live/severity-mark";
import { Stamp } from "#components/live/stamp";

type Props = { readonly row: AlertRow; readonly plan: Plan; readonly rule: AlertRule };

/** What was measured when it last turned, and what the rule asks for. */
export function WhyFacts({ row, plan, rule }: Props): ReactNode {
  const { evidence } = row;
  return (
    <dl className="mt-3 grid gap-x-8 gap-y-3 border-t border-line pt-3 sm:grid-cols-2">
      {evidence && (
        <>
          <Fact term="Value">{valueWords(evidence.value, evidence.unit)}</Fact>
          <Fact term="n">
            {countWords(evidence.n)}, {coverageWords(evidence.coverage)} measured
          </Fact>
          <Fact term="95 % interval">
            {evidence.low === null || evidence.high === null
              ? "–"
              : `${valueWords(evidence.low, evidence.unit)} to ${valueWords(evidence.high, evidence.unit)}`}
          </Fact>
          <Fact term="Window">
            <Stamp at={evidence.from} seconds /> to <Stamp at={evidence.to} seconds />
          </Fact>
        </>
      )}
      <Fact term="It fires when">
        {ruleLevels(plan, rule).map(({ severity, words }) => (
          <span key={severity} className="block">
            <SeverityMark severity={severity} className="mr-2 text-sm" />
            {words}
          </span>
        ))}
      </Fact>
      <Fact term="It is over when">the opposite has held for {durationWords(durationMs(rule.clearFor))}</Fact>
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-soft">{term}</dt>
      <dd className="font-medium wrap-anywhere">{children}</dd>
    </div>
  );
}
