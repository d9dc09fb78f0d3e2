import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { Problem } from "#browser/problems";
import { VERDICT_LOOK, verdictWord } from "./verdict-look.ts";

type Props = { readonly problems: readonly Problem[]; readonly most: number; readonly linked?: boolean };

/** What is wrong, worst first, each with its reason. What does not fit is counted. */
export function ProblemList({ problems, most, linked = true }: Props): ReactNode {
  if (problems.length === 0) {
    return (
      <p className="flex items-center gap-3">
        <CircleCheck aria-hidden="true" className="icon text-pass" strokeWidth={2.25} />
        Nothing that is measured is wrong.
      </p>
    );
  }
  return (
    <ul className="flex flex-col gap-2">
      {problems.slice(0, most).map((problem) => (
        <ProblemLine key={problem.id} problem={problem} linked={linked} />
      ))}
      {problems.length > most && <li className="text-sm font-medium text-soft">and {problems.length - most} more</li>}
    </ul>
  );
}

function ProblemLine({ problem, linked }: { readonly problem: Problem; readonly linked: boolean }): ReactNode {
  const look = VERDICT_LOOK[problem.verdict];
  const Icon = look.icon;
  return (
    <li className="flex items-start gap-3">
      <Icon aria-hidden="true" className={`icon mt-[0.2em] ${look.text}`} strokeWidth={2.25} />
      <p className="min-w-0">
        <span className="sr-only">{verdictWord(problem.verdict)}: </span>
        <strong className="font-semibold">
          {linked && problem.target !== null ? (
            <a href={`/targets/${problem.target}`} className="underline decoration-line underline-offset-4 hover:decoration-ink">
              {problem.title}
            </a>
          ) : (
            problem.title
          )}
        </strong>{" "}
        <span className="text-soft">{problem.reason}</span>
      </p>
    </li>
  );
}
