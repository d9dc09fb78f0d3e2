import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { Problem } from "#browser/problems";
import { sitePath } from "#browser/site";
import { VERDICT_LOOK, verdictWord } from "./verdict-look.ts";

type Props = { readonly problems: readonly Problem[]; readonly most: number; readonly onWall?: boolean };

/** What is wrong, worst first, each with its reason. What does not fit is counted. */
export function ProblemList({ problems, most, onWall = false }: Props): ReactNode {
  if (problems.length === 0) {
    return (
      <p className="flex items-center gap-3">
        <CircleCheck aria-hidden="true" className="icon text-pass" strokeWidth={2.25} />
        Nothing that is measured is wrong.
      </p>
    );
  }
  return (
    <ul className={`flex flex-col ${onWall ? "gap-1" : "gap-2"}`}>
      {problems.slice(0, most).map((problem) => (
        <ProblemLine key={problem.id} problem={problem} onWall={onWall} />
      ))}
      {problems.length > most && !onWall && (
        <li className="text-sm font-medium text-soft">and {problems.length - most} more</li>
      )}
    </ul>
  );
}

type LineProps = { readonly problem: Problem; readonly onWall: boolean };

function ProblemLine({ problem, onWall }: LineProps): ReactNode {
  const look = VERDICT_LOOK[problem.verdict];
  const Icon = look.icon;
  return (
    <li className={`flex items-start gap-3 ${onWall ? "text-sm leading-snug" : ""}`}>
      <Icon aria-hidden="true" className={`icon mt-[0.15em] self-start ${look.text}`} strokeWidth={2.25} />
      <p className={`min-w-0 ${onWall ? "line-clamp-2" : ""}`}>
        <span className="sr-only">{verdictWord(problem.verdict)}: </span>
        <strong className="font-semibold">
          {!onWall && problem.target !== null ? (
            <a
              href={sitePath(`/targets/${problem.target}`)}
              className="underline decoration-line underline-offset-4 hover:decoration-ink"
            >
              {problem.title}
            </a>
          ) : (
            problem.title
          )}
          .
        </strong>{" "}
        <span className="text-soft">{problem.reason}</span>
      </p>
    </li>
  );
}
