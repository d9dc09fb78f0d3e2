"use client";

import { CircleSlash } from "lucide-react";
import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { StreamAnswer } from "#core/room/task";
import type { TaskNow } from "#core/sprint/sprint-now";
import { useAsk, type Question } from "#browser/ask-context";
import { isLeading, type RoomNow } from "#browser/use-room-now";
import { reasonQuestion } from "#components/live/reason-form";
import { Stamp } from "#components/live/stamp";
import { BUTTON } from "../ui/field-looks.ts";

type Props = { readonly stream: string; readonly tasks: readonly TaskNow[]; readonly held: RoomNow };

const WAYS = [
  { answer: "resolution", word: "First" },
  { answer: "contingency", word: "If that does not help" },
] as const;

/** What the plan does about this stream while one of its tasks is blocked, and which way was chosen. Nothing where none is. */
export function BlockedStream({ stream, tasks, held }: Props): ReactNode {
  const ask = useAsk();
  const ways = held.plan.blockedStreams.find((blocked) => blocked.stream === stream);
  const since = tasks.flatMap(({ course }) => (course.delivered ? [] : (course.blocked?.at ?? [])));
  if (!ways || since.length === 0) return null;
  const known = held.room.sprint.streams[stream];
  // what was decided about an earlier block is decided no more
  const chosen = known && known.at >= Math.min(...since) ? known : null;
  return (
    <section
      aria-label="Blocked"
      className="mb-3 rounded-md border border-l-[6px] border-line border-l-fail bg-fail-wash p-3 sm:p-4"
    >
      <p className="flex flex-wrap items-center gap-x-1.5 font-semibold text-fail">
        <CircleSlash aria-hidden="true" className="icon" />
        BLOCKED{" "}
        <span className="font-normal text-ink">
          since <Stamp at={Math.min(...since)} date />
        </span>
      </p>
      <p className="mt-1">What it costs: {ways.impact}</p>
      <dl className="mt-2 grid gap-2 md:grid-cols-2">
        {WAYS.map(({ answer, word }) => (
          <div key={answer} className="rounded-md border border-line bg-panel p-3">
            <dt className="text-sm text-soft">{word}</dt>
            <dd className="font-medium">{ways[answer]}</dd>
            {chosen?.answer === answer ? (
              <dd className="mt-1 text-sm wrap-anywhere">
                <strong>Chosen</strong> by {actorName(chosen.by)}, <Stamp at={chosen.at} date />: {chosen.reason}
              </dd>
            ) : (
              isLeading(held.me) && (
                <dd className="mt-2 print:hidden">
                  <button type="button" onClick={() => ask(wayOut(stream, answer, ways[answer]))} className={BUTTON}>
                    Do this…<span className="sr-only"> {ways[answer]}</span>
                  </button>
                </dd>
              )
            )}
          </div>
        ))}
      </dl>
    </section>
  );
}

function wayOut(stream: string, answer: StreamAnswer, title: string): Question {
  return reasonQuestion(title, {
    verb: "answer-block",
    input: (reason) => ({ stream, answer, reason }),
    submit: "Do this",
    label: "Why",
    hint: "It is logged as a decision and stands in the sprint's reports. Dates are moved task by task.",
  });
}
