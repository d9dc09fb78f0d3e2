import { CircleHelp } from "lucide-react";
import type { ReactNode } from "react";
import type { StatusSet } from "#core/plan/words";
import type { Answer } from "#core/room/checkpoint";
import { VERDICT_LOOK } from "../live/verdict-look.ts";
import { CARD, RADIO } from "../ui/field-looks.ts";

/** Beside the words of every set. */
export const NOT_KNOWN = "not known";
const ICON_OF = { good: "PASS", warn: "WARN", bad: "FAIL", neutral: null } as const;

type Props = {
  readonly name: string;
  readonly set: StatusSet;
  readonly answer: Answer;
  /** The word that holds now. */
  readonly status: string | null;
  /** The word that the figures speak for, and whose they are: "measured says PASS". */
  readonly suggested: string | null;
  readonly whose: "measured" | "your figure";
  readonly onChoose: (part: Pick<Answer, "status" | "unknown">) => void;
};

/** The words of a field as large radio buttons; the one that the figures speak for is marked. "Not known" is one of them. */
export function WordChoice({ name, set, answer, status, suggested, whose, onChoose }: Props): ReactNode {
  const isUnknownByFigures = suggested === NOT_KNOWN;
  const chosen = answer.unknown ? NOT_KNOWN : (status ?? (isUnknownByFigures ? NOT_KNOWN : null));
  return (
    <div className="flex flex-wrap gap-2">
      {set.choices.map((choice) => {
        const verdict = ICON_OF[choice.tone];
        const look = verdict === null ? null : VERDICT_LOOK[verdict];
        const Icon = look?.icon;
        return (
          <label key={choice.id} className={`${CARD} flex-auto sm:flex-none`}>
            <input
              type="radio"
              name={name}
              className={RADIO}
              checked={chosen === choice.id}
              onChange={() => onChoose({ status: choice.id === suggested ? null : choice.id, unknown: false })}
            />
            {Icon && <Icon aria-hidden="true" className={`icon ${look?.text ?? ""}`} strokeWidth={2.25} />}
            <span className="min-w-0">
              {choice.label}
              {choice.id === suggested && (
                <span className="block text-xs font-medium text-soft">
                  {whose} says {choice.label}
                </span>
              )}
            </span>
          </label>
        );
      })}
      <label className={`${CARD} flex-auto sm:flex-none`}>
        <input
          type="radio"
          name={name}
          className={RADIO}
          checked={chosen === NOT_KNOWN}
          onChange={() => onChoose({ status: null, unknown: !isUnknownByFigures })}
        />
        <CircleHelp aria-hidden="true" className="icon text-nodata" strokeWidth={2.25} />
        <span>
          Not known
          {isUnknownByFigures && (
            <span className="block text-xs font-medium text-soft">{whose} too little to tell</span>
          )}
        </span>
      </label>
    </div>
  );
}
