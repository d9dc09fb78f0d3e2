import Link from "next/link";
import type { ReactNode } from "react";
import type { RolloutView } from "#wire/rollout";
import { alertFigure } from "#browser/alert-figure";
import type { AlertRow } from "#browser/alert-rows";
import type { RoomNow } from "#browser/use-room-now";
import { Panel } from "#components/ui/panel";
import { LINK } from "../ui/field-looks.ts";
import { AlertChart } from "./alert-chart.tsx";
import { WhyFacts } from "./why-facts.tsx";

type Props = { readonly row: AlertRow; readonly held: RoomNow; readonly rollout: RolloutView };

/** Value, limit, n and window, in one sentence and as a picture of that time. */
export function WhyPanel({ row, held, rollout }: Props): ReactNode {
  const { plan, now } = held;
  const figure = alertFigure(plan, row, now);
  const rule = plan.alerts.find(({ id }) => id === row.rule);
  return (
    <Panel id="why" title="Why did it fire">
      <p className="text-lg text-pretty wrap-anywhere">{row.sentence}</p>
      {rule ? (
        <WhyFacts row={row} plan={plan} rule={rule} />
      ) : (
        <p className="mt-2 text-soft">The plan no longer has its rule.</p>
      )}
      {figure && <AlertChart row={row} figure={figure} rollout={rollout} />}
      {row.target !== null && (
        <Link href={`/targets/${encodeURIComponent(row.target)}`} className={`${LINK} mt-2`}>
          The target&apos;s own page, with its history
        </Link>
      )}
      {figure === null && row.target === null && (
        <p className="mt-2 text-sm text-soft">No single metric shows it over time: the sentence is all there is.</p>
      )}
    </Panel>
  );
}
