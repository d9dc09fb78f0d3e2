import type { ReactNode } from "react";
import { dateWords } from "#browser/format-time";
import { retryDeadLetter } from "#browser/channels";
import type { Channels } from "#wire/channels";
import { BUTTON } from "../ui/field-looks.ts";
import { RefusalAlert } from "#components/live/refusal-alert";
import { RowList, useChange } from "#components/live/row-list";

type Props = { readonly letters: Channels["deadLetters"]; readonly channels: Channels["channels"] };

/** Messages that were given up on, the newest first, each to be tried again. */
export function DeadLetters({ letters, channels }: Props): ReactNode {
  const { busy, refusal, run } = useChange("channels", retryDeadLetter);
  return (
    <section aria-labelledby="dead-letters" className="flex flex-col gap-3">
      <h3 id="dead-letters" className="font-semibold">
        Not delivered
      </h3>
      <RefusalAlert refusal={refusal} />
      <RowList query={{ data: letters, error: null }} none="Everything was delivered.">
        {(letter) => (
          <li key={letter.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div className="min-w-0">
              <p className="font-medium wrap-anywhere">{letter.title}</p>
              <p className="text-sm wrap-anywhere text-soft">
                {nameOf(letter, channels)}
                {letter.person !== null && ` to ${letter.person}`}, {dateWords(letter.at)}, after{" "}
                {letter.attempts === 1 ? "one try" : `${letter.attempts} tries`}. {letter.failure}
              </p>
            </div>
            <button type="button" disabled={busy} onClick={() => void run(letter.id)} className={BUTTON}>
              Try again<span className="sr-only">: {letter.title}</span>
            </button>
          </li>
        )}
      </RowList>
    </section>
  );
}

/** A channel that the configuration no longer has is called by its id. */
function nameOf({ channel }: Props["letters"][number], channels: Props["channels"]): string {
  return channels.find(({ id }) => id === channel)?.name ?? channel;
}
