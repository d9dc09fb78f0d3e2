import { Check, Circle, X } from "lucide-react";
import type { ReactNode } from "react";
import { channelTests } from "#core/notify/preflight-channel";
import { actorName } from "#core/room/actor";
import type { Readiness } from "#core/room/readiness";
import { ageWords } from "#browser/format-time";

type Props = { readonly label: string; readonly readiness: Readiness; readonly now: number };

/** Each channel that the item of this label wants tested, with its newest test. */
export function ChannelTests({ label, readiness, now }: Props): ReactNode {
  return (
    <ul className="my-1 flex flex-col gap-0.5 text-sm">
      {channelTests({ label }, readiness).map(({ channel, test }) => (
        <li key={channel} className="flex items-start gap-2">
          {test === null ? (
            <Circle aria-hidden="true" className="icon text-soft" strokeWidth={2.5} />
          ) : test.ok ? (
            <Check aria-hidden="true" className="icon text-pass" strokeWidth={2.5} />
          ) : (
            <X aria-hidden="true" className="icon text-fail" strokeWidth={2.5} />
          )}
          <span className="min-w-0 wrap-anywhere">
            <span className="font-medium">{channel}</span>{" "}
            {test === null ? "is not tested yet" : <Tested {...{ test, now }} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Tested({ test, now }: { readonly test: Readiness["channels"][string]; readonly now: number }): ReactNode {
  const { ok, note, by, at } = test;
  return (
    <>
      {ok ? "works" : "does not work"}, tried by {actorName(by)} {ageWords(now - at)} ago
      {note === "" ? "" : `: ${note}`}
    </>
  );
}
