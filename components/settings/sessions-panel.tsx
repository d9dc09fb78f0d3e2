import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { dateWords } from "#browser/format-time";
import { endSession, fetchSeats } from "#browser/accounts";
import { valueOf } from "#browser/query-client";
import type { Seats } from "#wire/accounts";
import { BUTTON } from "../ui/field-looks.ts";
import { RefusalAlert } from "#components/live/refusal-alert";
import { Panel } from "#components/ui/panel";
import { RowList, useChange } from "#components/live/row-list";

/** Where I am signed in, each to be ended from here. */
export function SessionsPanel(): ReactNode {
  const query = useQuery({
    queryKey: ["seats"],
    queryFn: async ({ signal }) => (await valueOf(fetchSeats(signal))).sessions,
  });
  const { busy, refusal, run } = useChange("seats", endSession);
  return (
    <Panel id="my-sessions" title="My sessions">
      <div className="flex flex-col gap-3">
        <RefusalAlert refusal={refusal} />
        <RowList query={query} none="You are signed in nowhere.">
          {(seat) => (
            <li key={seat.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <div className="min-w-0">
                <p className="font-medium">
                  {agentWords(seat)}
                  {seat.current && <span className="text-pass"> · this one</span>}
                </p>
                <p className="text-sm text-soft">
                  Signed in {dateWords(seat.signedInAt)}
                  {seat.address !== null && `, from ${seat.address}`}
                </p>
              </div>
              {!seat.current && (
                <button type="button" disabled={busy} onClick={() => void run(seat.id)} className={BUTTON}>
                  End<span className="sr-only"> the session of {agentWords(seat)}</span>
                </button>
              )}
            </li>
          )}
        </RowList>
        {(query.data?.length ?? 0) > 1 && (
          <button type="button" disabled={busy} onClick={() => void run(undefined)} className={`self-start ${BUTTON}`}>
            End all others
          </button>
        )}
      </div>
    </Panel>
  );
}

const BROWSERS = [
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
] as const;
const SYSTEMS = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
] as const;

/** "Firefox on Linux", as far as the browser says. */
function agentWords({ agent }: Seats["sessions"][number]): string {
  const find = (known: readonly (readonly [RegExp, string])[]): string | undefined =>
    known.find(([pattern]) => pattern.test(agent ?? ""))?.[1];
  const system = find(SYSTEMS);
  return `${find(BROWSERS) ?? "A browser"}${system === undefined ? "" : ` on ${system}`}`;
}
