import type { ReactNode } from "react";
import { roleLabel } from "#core/room/deciding";
import { decisionsOf, formOf, statusSetOf, type Field } from "#core/room/form/form";
import { limitWords as boundWords } from "#core/measure/limit";
import type { Plan } from "#core/plan/plan";
import { limitWords } from "#browser/format-value";
import type { CheckpointRow } from "#browser/checkpoint-rows";
import type { Checkpoints } from "#browser/use-checkpoints";
import { Notice } from "#components/ui/notice";
import { Panel } from "#components/ui/panel";
import { RecommendationRule } from "./recommendation-rule.tsx";

type Props = { readonly row: CheckpointRow; readonly checkpoints: Checkpoints };

/** What a checkpoint will ask, before it is due. */
export function EarlyCheckpoint({ row, checkpoints: { plan } }: Props): ReactNode {
  const form = formOf(plan, row.form);
  if (!form) return <Notice>The plan no longer has the form of this checkpoint.</Notice>;
  return (
    <>
      <Notice>It opens by itself when it is due, with every measured field filled.</Notice>
      <Panel id="asks" title={`What it will ask: ${form.fields.length} fields`}>
        <ul>
          {form.fields.map((field) => (
            <li
              key={field.id}
              className="grid items-baseline gap-x-6 border-t border-line py-2 first:border-t-0 md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]"
            >
              <span className="font-medium">
                {field.group !== undefined && <span className="font-normal text-soft">{field.group}: </span>}
                {field.label}
              </span>
              <span className="text-sm text-soft">{fieldWords(plan, field)}</span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel id="decides" title="What may be decided">
        <RecommendationRule form={form} recommended={null} />
        <p>
          {decisionsOf(plan, form)
            .map(({ label }) => label)
            .join(" · ")}
        </p>
      </Panel>
      {form.actions.length > 0 && (
        <Panel id="brings" title="Action items it brings">
          <ul>
            {form.actions.map(({ id, label, owner }) => (
              <li key={id} className="border-t border-line py-2 first:border-t-0">
                {label} <span className="text-sm text-soft">· {roleLabel(plan, owner)}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

function fieldWords(plan: Plan, field: Field): string {
  const words = statusSetOf(plan, field)
    ?.choices.map(({ label }) => label)
    .join(" / ");
  const who = field.kind === "measured" ? `measured, ${windowWords(field.window)}` : "by a person";
  const metric = field.kind === "measured" ? field.metric : undefined;
  const limit = plan.limits.find((one) => one.metric === metric);
  const unit = plan.metrics.find(({ id }) => id === metric)?.unit;
  const target = limit && unit ? `target ${limitWords(boundWords(limit.pass, unit))}` : undefined;
  return [who, target, words].filter((part) => part !== undefined).join(" · ");
}

function windowWords(window: string): string {
  if (window === "since-t0") return "since T0";
  return window === "since-previous" ? "since the one before" : window;
}
