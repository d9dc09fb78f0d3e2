import { useState, type ReactNode } from "react";
import { BUTTON } from "./field-looks.ts";

type Props = {
  readonly label: string;
  /** Whom or what it is about, for those who hear the button alone. */
  readonly about: string;
  readonly busy: boolean;
  readonly onSure: () => void;
};

/** A change that is hard to take back: the first press asks, the second does it. */
export function SureButton({ label, about, busy, onSure }: Props): ReactNode {
  const [asking, setAsking] = useState<boolean | null>(null);
  if (asking !== true)
    return (
      <button
        type="button"
        disabled={busy}
        autoFocus={asking === false}
        onClick={() => setAsking(true)}
        className={BUTTON}
      >
        {label}
        <span className="sr-only"> {about}</span>
      </button>
    );
  return (
    <div
      role="group"
      aria-label={`${label} ${about}?`}
      className="flex flex-wrap gap-2 max-md:*:flex-1"
      onKeyDown={(event) => event.key === "Escape" && setAsking(false)}
    >
      <button
        type="button"
        disabled={busy}
        // the button that was pressed is gone: the one in its place takes the focus
        autoFocus
        onClick={() => setAsking(false)}
        className={BUTTON}
      >
        Keep
      </button>
      <button
        type="button"
        disabled={busy}
        onClick={() => {
          setAsking(false);
          onSure();
        }}
        className={`${BUTTON} border-fail text-fail`}
      >
        Yes, {label.toLowerCase()}
        <span className="sr-only"> {about}</span>
      </button>
    </div>
  );
}
