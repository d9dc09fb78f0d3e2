"use client";

import { CloudOff, TriangleAlert } from "lucide-react";
import { useEffect, useSyncExternalStore, type ReactNode } from "react";
import { useOutbox } from "#browser/outbox-context";
import type { Unsent } from "#browser/outbox";
import { BUTTON } from "../ui/field-looks.ts";

const NONE: readonly Unsent[] = [];

/** What still waits for the link although its form was closed, and what was refused then; leaving the page asks first. */
export function OutboxNote(): ReactNode {
  const outbox = useOutbox();
  const items = useSyncExternalStore(outbox.subscribe, outbox.items, () => NONE);
  const isWaiting = items.some(({ refused }) => refused === null);
  useEffect(() => {
    if (!isWaiting) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isWaiting]);
  return (
    <div role="status" className={items.length === 0 ? "sr-only" : "border-b border-line bg-warn-wash print:hidden"}>
      <ul className="mx-auto max-w-[120rem] px-4 sm:px-6">
        {items.map(({ key, verb, refused }) => (
          <li key={key} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            {refused === null ? (
              <CloudOff aria-hidden="true" className="icon" />
            ) : (
              <TriangleAlert aria-hidden="true" className="icon text-fail" />
            )}
            <span className="min-w-0 flex-1">
              <strong className="font-semibold">{wordsOf(verb)}</strong>
              {refused === null ? " waits for the link and is sent as soon as it is back." : ` was refused: ${refused}`}
            </span>
            {refused !== null && (
              <button type="button" className={BUTTON} onClick={() => outbox.drop(key)}>
                Read<span className="sr-only">: {wordsOf(verb)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** "cast-vote" as "Cast vote". */
function wordsOf(verb: string): string {
  const words = verb.replaceAll("-", " ");
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
