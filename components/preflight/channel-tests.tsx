import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import { actorName } from "#core/room/actor";
import type { Readiness } from "#core/room/readiness";
import { ageWords } from "#browser/format-time";

type Props = { readonly channels: Readiness["channels"]; readonly now: number };

/** The newest test of each channel. */
export function ChannelTests({ channels, now }: Props): ReactNode {
  const tests = Object.entries(channels);
  if (tests.length === 0) return null;
  return (
    <ul className="my-1 flex flex-col gap-0.5 text-sm">
      {tests.map(([channel, { ok, note, by, at }]) => (
        <li key={channel} className="flex items-start gap-2">
          {ok ? (
            <Check aria-hidden="true" className="icon text-pass" strokeWidth={2.5} />
          ) : (
            <X aria-hidden="true" className="icon text-fail" strokeWidth={2.5} />
          )}
          <span className="min-w-0 wrap-anywhere">
            <span className="font-medium">{channel}</span> {ok ? "works" : "does not work"}, tried by {actorName(by)}{" "}
            {ageWords(now - at)} ago{note === "" ? "" : `: ${note}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
