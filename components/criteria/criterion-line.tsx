import type { ReactNode } from "react";
import type { CriteriaBody, CriterionView } from "#wire/frame";
import { countWords, coverageWords, valueWords } from "#browser/format-value";
import { Stamp } from "#components/live/stamp";
import { VERDICT_LOOK } from "../live/verdict-look.ts";
import { VerdictMark } from "#components/live/verdict-mark";

type Props = {
  readonly criterion: CriterionView;
  readonly phase: CriteriaBody["phase"];
  readonly now: number;
};

/** One criterion: its verdict, why, on what evidence, and what it will be at the end as the last hour went. */
export function CriterionLine({ criterion, phase, now }: Props): ReactNode {
  const { label, verdict, grade, reason, evidence, projected, settlesAt } = criterion;
  return (
    <li
      aria-label={label}
      className={`rounded-md border border-l-[6px] border-line bg-panel px-3 py-2.5 sm:px-4 ${EDGE[verdict]}`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 flex-1 basis-56 text-base font-semibold">{label}</h3>
        <VerdictMark verdict={verdict} word={wordOf(criterion)} />
      </div>
      <p className="wrap-anywhere">{reason}</p>
      <p className="flex flex-wrap gap-x-4 text-sm text-soft">
        {evidence.length > 1 &&
          evidence.map((one) => (
            <span key={one.metric}>
              {one.label}: {valueWords(one.value, one.unit)}
            </span>
          ))}
        {verdict !== "NO_DATA" && <span>Evidence: {grade}</span>}
        {evidence.some(({ coverage }) => coverage > 0 && coverage < 1) && (
          <span>{coverageWords(Math.min(...evidence.map(({ coverage }) => coverage)))} measured</span>
        )}
        {evidence.length === 1 && (evidence[0]?.n ?? 0) > 1 && <span>n {countWords(evidence[0]?.n ?? 0)}</span>}
      </p>
      {projected !== null && <Projected projected={projected} isSame={projected.verdict === verdict} />}
      {settlesAt !== null && phase === "frozen" && (
        <p className="text-sm">
          Its figures come late: it is judged once more at <Stamp at={settlesAt} date={settlesAt - now > 0} />.
        </p>
      )}
    </li>
  );
}

const EDGE = {
  PASS: "border-l-pass",
  WARN: "border-l-warn",
  FAIL: "border-l-fail",
  NO_DATA: "border-l-nodata",
} as const;

function wordOf({ verdict, evidence }: CriterionView): string {
  const late = evidence.find(({ word }) => word === "NOT YET MATURE");
  return verdict === "NO_DATA" && late ? late.word : verdict;
}

type ProjectedProps = { readonly projected: NonNullable<CriterionView["projected"]>; readonly isSame: boolean };

/** Where nothing will change, one line less to read. */
function Projected({ projected, isSame }: ProjectedProps): ReactNode {
  if (isSame && projected.verdict === "NO_DATA") return null;
  if (isSame) return <p className="text-sm text-soft">The same at the end, as the last hour went.</p>;
  return <p className={`text-sm font-medium ${VERDICT_LOOK[projected.verdict].text}`}>{projected.sentence}</p>;
}
