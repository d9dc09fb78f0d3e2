import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { changeAccount, fetchPeople, makeResetLink } from "#browser/accounts";
import { valueOf } from "#browser/query-client";
import { resetSecondFactor } from "#browser/second-factor";
import { clearAll, useSend } from "#browser/use-send";
import { siteLink } from "#browser/site";
import { CopyText } from "#components/ui/copy-text";
import { RefusalAlert } from "#components/live/refusal-alert";
import { Panel } from "#components/ui/panel";
import { PersonRow } from "./person-row.tsx";
import { RowList, useChange } from "#components/live/row-list";

/** Everybody with an account. They are disabled and never removed, for the log names them. */
export function PeoplePanel({ me }: { readonly me: string }): ReactNode {
  const query = useQuery({
    queryKey: ["people"],
    queryFn: async ({ signal }) => (await valueOf(fetchPeople(signal))).people,
  });
  const changing = useChange("people", changeAccount);
  const secondFactor = useChange("people", resetSecondFactor);
  const resetting = useSend(makeResetLink);
  const [made, setMade] = useState<{ readonly email: string; readonly path: string } | null>(null);
  const sent = [resetting, secondFactor, changing];
  const reset = async ({ id, email }: { readonly id: string; readonly email: string }): Promise<void> => {
    setMade(null);
    clearAll(...sent);
    const answer = await resetting.run(id);
    if (answer.ok) setMade({ email, path: answer.value.path });
  };
  return (
    <Panel id="people" title="People">
      <div className="flex flex-col gap-3">
        <RefusalAlert refusal={sent.find((one) => one.refusal !== null)?.refusal ?? null} />
        {made !== null && (
          <CopyText label={`Link for ${made.email}: it works once, and is shown only now`} text={siteLink(made.path)} />
        )}
        <RowList query={query} none="There is nobody yet.">
          {(person) => (
            <PersonRow
              key={person.id}
              person={person}
              isMe={person.id === me}
              busy={changing.busy || secondFactor.busy}
              onChange={(change) => {
                clearAll(...sent);
                void changing.run(change);
              }}
              onReset={() => void reset(person)}
              onResetSecondFactor={() => {
                clearAll(...sent);
                void secondFactor.run(person.id);
              }}
            />
          )}
        </RowList>
      </div>
    </Panel>
  );
}
