import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, TriangleAlert } from "lucide-react";
import { useState, type ReactNode } from "react";
import { dateWords } from "#browser/format-time";
import { fetchChannels, testChannel } from "#browser/channels";
import { valueOf } from "#browser/query-client";
import type { Channels, ChannelTested } from "#wire/channels";
import { BUTTON } from "../ui/field-looks.ts";
import { RefusalAlert } from "#components/live/refusal-alert";
import { Panel } from "#components/ui/panel";
import { DeadLetters } from "./dead-letters.tsx";
import { RowList, useChange } from "#components/live/row-list";

/** How people outside the room are told: each channel with how it fares, to be tried, and what could not be delivered. */
export function ChannelsPanel(): ReactNode {
  const query = useQuery({
    queryKey: ["channels"],
    queryFn: async ({ signal }) => await valueOf(fetchChannels(signal)),
    refetchInterval: 30_000,
  });
  const { data, error } = query;
  return (
    <Panel id="channels" title="Channels">
      <div className="flex flex-col gap-6">
        <RowList
          query={{ data: data?.channels, error }}
          none="No channel is configured: nobody outside the room is told. README.md says how."
        >
          {(channel) => <ChannelRow key={channel.id} channel={channel} />}
        </RowList>
        {data !== undefined && data.deadLetters.length > 0 && (
          <DeadLetters letters={data.deadLetters} channels={data.channels} />
        )}
      </div>
    </Panel>
  );
}

type Channel = Channels["channels"][number];

const KIND_WORDS: Readonly<Record<Channel["kind"], string>> = {
  email: "E-mail",
  slack: "Chat",
  webhook: "Webhook",
  pagerduty: "PagerDuty",
};

function ChannelRow({ channel }: { readonly channel: Channel }): ReactNode {
  const { busy, refusal, run } = useChange("channels", testChannel);
  const [tested, setTested] = useState<ChannelTested | null>(null);
  const test = async (): Promise<void> => {
    setTested(null);
    const answer = await run(channel.id);
    if (answer.ok) setTested(answer.value);
  };
  return (
    <li className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-3 font-medium">
            <span className="min-w-0 wrap-anywhere">{channel.name}</span>
            <Standing channel={channel} />
          </p>
          <p className="text-sm text-soft">
            {KIND_WORDS[channel.kind]}, {channel.waiting === 0 ? "nothing waits" : `${channel.waiting} waiting`},{" "}
            {channel.lastSentAt === null ? "nothing sent yet" : `last sent ${dateWords(channel.lastSentAt)}`}
          </p>
          {channel.failure !== null && <p className="text-sm wrap-anywhere">{channel.failure}</p>}
        </div>
        <button type="button" disabled={busy} onClick={() => void test()} className={BUTTON}>
          Send a test<span className="sr-only"> through {channel.name}</span>
        </button>
      </div>
      <RefusalAlert refusal={refusal} says={tested?.ok === false ? tested.sentence : null} />
      <p role="status" className="text-sm font-medium text-pass empty:absolute">
        {tested?.ok ? testedWords(tested) : ""}
      </p>
    </li>
  );
}

/** Word, icon and colour. */
function Standing({ channel }: { readonly channel: Channel }): ReactNode {
  const { icon: Icon, word, look } = standingOf(channel);
  return (
    <span className={`flex items-center gap-1.5 text-sm ${look}`}>
      <Icon aria-hidden="true" className="icon" />
      {word}
    </span>
  );
}

function standingOf({ failure, lastSentAt }: Channel): {
  readonly icon: typeof CircleCheck;
  readonly word: string;
  readonly look: string;
} {
  if (failure !== null) return { icon: TriangleAlert, word: "Failing", look: "text-fail" };
  // no data is never green
  if (lastSentAt === null) return { icon: CircleDashed, word: "No message yet", look: "text-soft" };
  return { icon: CircleCheck, word: "Works", look: "text-pass" };
}

function testedWords({ sentence, preflight }: ChannelTested): string {
  return preflight === null ? sentence : `${sentence} Pre-flight has ${preflight} as tested.`;
}
