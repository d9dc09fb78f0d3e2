import type { ReactNode } from "react";
import { nameParts } from "#browser/name-parts";

type Props = { readonly children: string; readonly className?: string };

const HEAD = "before:min-w-0 before:truncate before:whitespace-pre before:content-[attr(data-head)]";
const TAIL =
  "after:flex after:max-w-[60%] after:flex-none after:justify-end after:overflow-hidden after:whitespace-pre after:content-[attr(data-tail)]";

/**
 * A name that is shortened in its middle where there is no room for all of it: its ends are what tells it from others. Who
 * listens, searches or points at it gets it whole.
 */
export function ShortName({ children: name, className = "" }: Props): ReactNode {
  const { head, tail } = nameParts(name);
  if (tail === "") return <span className={`block min-w-0 truncate ${className}`}>{name}</span>;
  return (
    <span title={name} className={`relative block min-w-0 ${className}`}>
      <span className="sr-only">{name}</span>
      <span aria-hidden="true" data-head={head} data-tail={tail} className={`flex min-w-0 ${HEAD} ${TAIL}`} />
    </span>
  );
}
