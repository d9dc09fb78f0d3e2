import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useAsk } from "#browser/ask-context";
import { fetchBriefs } from "#browser/papers";
import { valueOf } from "#browser/query-client";
import { momentWordsFrom } from "#core/time-words";
import { FormAlert } from "#components/ui/form-alert";
import { Panel } from "#components/ui/panel";
import type { Briefs } from "#wire/papers";
import type { RolloutView } from "#wire/rollout";
import { BUTTON } from "../ui/field-looks.ts";
import { BriefForm } from "./brief-form.tsx";

type Brief = Briefs["briefs"][number];
type Props = { readonly rollout: RolloutView; readonly seq: number; readonly mayWrite: boolean };

/** The briefs that are due, as generated or as somebody wrote them. */
export function BriefsPanel({ rollout, seq, mayWrite }: Props): ReactNode {
  const ask = useAsk();
  const edit = (brief: Brief): void =>
    ask({ title: `Brief: ${brief.label}`, form: (close) => <BriefForm brief={brief} onDone={close} /> });
  const { data, error } = useQuery({
    // whatever is logged may change a brief
    queryKey: ["briefs", seq],
    queryFn: async ({ signal }) => (await valueOf(fetchBriefs(signal))).briefs,
    placeholderData: (before) => before,
  });
  return (
    <Panel id="briefs" title="Executive briefs">
      <FormAlert>{data === undefined && error ? `The briefs cannot be read: ${error.message}` : null}</FormAlert>
      {data?.length === 0 && (
        <p className="text-soft">No brief is due yet. Each is made from the evidence when its hour comes.</p>
      )}
      <ul className="grid gap-4 lg:grid-cols-2 2xl:grid-cols-3">
        {data?.map((brief) => (
          <li key={brief.id} className="flex flex-col gap-3 rounded-md border border-line p-4">
            <div className="flex flex-wrap items-baseline justify-between gap-2">
              <h3 className="font-semibold">{brief.label}</h3>
              <p className="text-sm text-soft">
                {momentWordsFrom(rollout.t0, brief.at)};{" "}
                {brief.revision === 0 ? "as generated" : `revision ${brief.revision} by ${brief.by ?? "somebody"}`}
              </p>
            </div>
            <BriefPart title="Conditions" text={brief.conditions} />
            <BriefPart title="Actions" text={brief.actions} />
            <BriefPart title="Needs" text={brief.needs} />
            {mayWrite && (
              <button type="button" onClick={() => edit(brief)} className={`${BUTTON} mt-auto self-start`}>
                Edit
                <span className="sr-only"> the brief {brief.label}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function BriefPart({ title, text }: { readonly title: string; readonly text: string }): ReactNode {
  return (
    <div>
      <h4 className="text-sm font-semibold text-soft">{title}</h4>
      <p className="text-pretty whitespace-pre-line">{text || "Nothing."}</p>
    </div>
  );
}
