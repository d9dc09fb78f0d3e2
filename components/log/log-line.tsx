import Link from "next/link";
import { memo, useEffect, useRef, type ReactNode } from "react";
import { alertPath } from "#browser/alert-notices";
import { offsetWords } from "#browser/format-time";
import type { LogRow } from "#browser/log-filter";
import { hrefAt, momentText } from "#browser/replay-address";
import { useReplay } from "#browser/replay-context";
import { Stamp } from "#components/live/stamp";
import { GROUP_LABEL } from "./log-filters.tsx";

type Props = { readonly row: LogRow; readonly t0: number; readonly isLinked: boolean };

const HASH_SHOWN = 10;

/** One event: its number, when, who, what, and the start of its hash. */
export const LogLine = memo(function LogLine({ row, t0, isLinked }: Props): ReactNode {
  const { seq, at, actor, who, sentence, hash, group, event } = row;
  const rollout = useReplay()?.moment.rollout ?? null;
  const alert = "alert" in event ? event.alert : null;
  const checkpoint = "checkpoint" in event ? event.checkpoint : null;
  const line = useRef<HTMLTableRowElement>(null);
  // it may come long after the address was followed: older events are read first
  useEffect(() => {
    if (isLinked) line.current?.scrollIntoView({ block: "center" });
  }, [isLinked]);
  return (
    <tr
      ref={line}
      id={`event-${seq}`}
      aria-current={isLinked ? "location" : undefined}
      className="border-t border-line align-baseline aria-[current]:bg-raised aria-[current]:outline-2 aria-[current]:outline-accent max-md:flex max-md:flex-wrap max-md:gap-x-3 max-md:py-2.5 md:*:py-2"
    >
      <td className="pr-4 text-sm text-soft max-md:pr-0">
        <span className="md:hidden">No. </span>
        {seq}
      </td>
      <td className="pr-4 text-sm whitespace-nowrap max-md:pr-0">
        <Stamp at={at} date seconds />
        <span className="block text-soft max-md:ml-2 max-md:inline">{offsetWords(at, t0)}</span>
      </td>
      <td className="pr-4 max-md:basis-full md:whitespace-nowrap">
        <span className="font-medium">{who}</span>
        {actor.kind === "person" && <span className="text-sm text-soft md:block max-md:ml-2">{actor.role}</span>}
      </td>
      <td className="w-full pr-4 wrap-anywhere max-md:basis-full">
        {sentence}
        <span className="block text-sm text-soft">
          {GROUP_LABEL[group]}
          <span className="font-mono md:hidden"> · {hash.slice(0, HASH_SHOWN)}</span>
          {checkpoint !== null && (
            <>
              {" · "}
              <Link
                href={`/checkpoints/${encodeURIComponent(checkpoint)}`}
                className="inline-flex min-h-11 items-center underline underline-offset-4 md:min-h-0"
              >
                its form
              </Link>
            </>
          )}
          {" · "}
          <Link
            href={hrefAt("/", { at: momentText(Math.ceil(at)), rollout })}
            prefetch={false}
            data-live=""
            className="inline-flex min-h-11 items-center underline underline-offset-4 md:min-h-0"
          >
            as it was then<span className="sr-only">, at number {seq}</span>
          </Link>
          {alert !== null && (
            <>
              {" · "}
              <Link
                href={alertPath(alert)}
                className="inline-flex min-h-11 items-center underline underline-offset-4 md:min-h-0"
              >
                the alert
              </Link>
            </>
          )}
        </span>
      </td>
      <td className="font-mono text-sm text-soft max-md:hidden" title={hash}>
        <span className="sr-only">Hash </span>
        {hash.slice(0, HASH_SHOWN)}
      </td>
    </tr>
  );
});
