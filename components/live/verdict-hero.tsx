import type { ReactNode } from "react";
import type { Freshness } from "#browser/freshness";
import type { ShownBody } from "#browser/with-alerts";
import { evidenceWords } from "./overview-verdict.ts";
import { VERDICT_LOOK, verdictWord } from "./verdict-look.ts";

type Props = {
  readonly body: ShownBody;
  readonly freshness: Freshness;
  /** One more line, where the place is. */
  readonly note?: string | null;
  readonly className?: string;
};

/** "Are we all right?" in one word, one icon and one sentence, with how firmly it stands. Old news says that it is old. */
export function VerdictHero({ body, freshness, note = null, className = "p-5 sm:p-6" }: Props): ReactNode {
  const look = VERDICT_LOOK[body.verdict];
  const Icon = look.icon;
  const stale = freshness.level === "stale";
  return (
    <section
      aria-labelledby="all-right"
      data-stale={stale}
      className={`veil panel flex flex-col justify-center gap-2.5 edge-left compact:gap-1.5 ${className} ${look.wash} ${look.edge}`}
    >
      <h2 id="all-right" className="sr-only">
        Are we all right?
      </h2>
      <p className={`flex items-center gap-4 sm:gap-5 ${look.text}`}>
        <Icon aria-hidden="true" strokeWidth={2} className="size-14 flex-none sm:size-16 compact:size-10" />
        <span className="text-5xl leading-none font-bold tracking-tight sm:text-6xl compact:text-4xl">
          <span className="sr-only">{verdictWord(body.verdict)}: </span>
          {stale ? `Was: ${look.question.toLowerCase()}` : look.question}
        </span>
      </p>
      <p className="line-clamp-3 min-h-[2.75em] text-lg leading-snug text-pretty sm:text-xl compact:line-clamp-2 compact:text-lg">
        {body.sentence}
      </p>
      <p className="text-sm text-soft compact:truncate">
        <strong className={`font-semibold ${look.text}`}>{verdictWord(body.verdict)}</strong>{" "}
        {body.byAlert ? "by an alert that is on." : "over the last 5 minutes."} Evidence: {evidenceWords(body)}.
      </p>
      {note !== null && <p className="text-sm text-soft">{note}</p>}
    </section>
  );
}
