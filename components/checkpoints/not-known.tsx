import { CircleHelp } from "lucide-react";
import type { ReactNode } from "react";
import { CARD, RADIO } from "../ui/field-looks.ts";

type Props = { readonly isChosen: boolean; readonly onChoose: (isChosen: boolean) => void };

/** Nobody can tell: said on purpose, for a field without words. */
export function NotKnown({ isChosen, onChoose }: Props): ReactNode {
  return (
    <label className={`${CARD} self-start`}>
      <input
        type="checkbox"
        className={RADIO}
        checked={isChosen}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <CircleHelp aria-hidden="true" className="icon text-nodata" strokeWidth={2.25} />
      Not known
    </label>
  );
}
