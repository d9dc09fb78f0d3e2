import type { ReactNode } from "react";
import { formatWritten } from "#core/measure/format";
import type { Answer } from "#core/room/checkpoint";
import { unitWord } from "#browser/format-value";
import { numberText, readNumber } from "#browser/read-number";
import { BUTTON, INPUT } from "../ui/field-looks.ts";

type Props = {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly answer: Answer;
  /** What was typed and is not simply the figure. */
  readonly typed: string | undefined;
  readonly onFigure: (number: number | null, typed: string | undefined) => void;
};

/** A decimal keypad on a phone has no minus: figures that can fall get a button for it. */
const SIGNED = new Set(["%", "pp", "USD", "USD/min", "MB/h"]);

/** A figure with its unit, in either notation; says at once how it is read. */
export function FigureInput({ id, label, unit, answer, typed, onFigure }: Props): ReactNode {
  const text = typed ?? numberText(answer.number);
  const read = readNumber(text, unit);
  const change = (next: string): void => {
    const now = readNumber(next, unit);
    const number = now.kind === "number" ? now.value : null;
    onFigure(number, next === "" || next === numberText(number) ? undefined : next);
  };
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex max-w-xs items-center gap-2">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          aria-invalid={read.kind === "unclear"}
          aria-describedby={`${id}-read`}
          onChange={(event) => change(event.target.value)}
          className={`${INPUT} text-right text-lg font-semibold`}
        />
        {unitWord(unit) !== "" && <span className="flex-none text-soft">{unitWord(unit)}</span>}
        {SIGNED.has(unit) && (
          <button
            type="button"
            className={`${BUTTON} w-11 flex-none px-0`}
            onClick={() => change(text.startsWith("-") ? text.slice(1) : `-${text}`)}
          >
            <span aria-hidden="true">±</span>
            <span className="sr-only">Change the sign of {label}</span>
          </button>
        )}
      </div>
      <p
        id={`${id}-read`}
        className={`min-h-5 text-sm ${read.kind === "unclear" ? "font-medium text-fail" : "text-soft"}`}
      >
        {read.kind === "unclear" && read.message}
        {read.kind === "number" && typed !== undefined && `reads ${formatWritten(read.value, unit)}`}
      </p>
    </div>
  );
}
