import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Form } from "#core/room/form/form";

const WHEN = { all_good: "All good", some_warn: "Some warnings", any_bad: "Any bad" } as const;

type Props = { readonly form: Form; readonly recommended: string | null };

/** The plan's rule, with the line that holds for these fields. Nothing where the plan has none. */
export function RecommendationRule({ form, recommended }: Props): ReactNode {
  const rules = "recommendation" in form ? form.recommendation : [];
  if (rules.length === 0) return null;
  return (
    <div className="mb-3 rounded-md bg-raised p-3">
      <p className="mb-1 text-sm font-semibold text-soft">What the plan recommends</p>
      <ul className="flex flex-col gap-0.5">
        {rules.map(({ when, label }) => (
          <li
            key={when}
            className={`flex flex-wrap items-baseline gap-x-2 ${label === recommended ? "font-semibold" : "text-soft"}`}
          >
            {WHEN[when]}
            <ArrowRight aria-hidden="true" className="icon" />
            {label}
            {label === recommended && <span className="text-sm font-medium">: holds for these fields</span>}
          </li>
        ))}
      </ul>
      {recommended === null && <p className="mt-1 text-sm text-soft">It can be told once every field is filled.</p>}
    </div>
  );
}
