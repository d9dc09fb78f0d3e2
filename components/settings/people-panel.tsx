import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { changeAccount, fetchPeople } from "#browser/accounts";
import { valueOf } from "#browser/query-client";
import { FormAlert } from "#components/ui/form-alert";
import { Panel } from "#components/ui/panel";
import { PersonRow } from "./person-row.tsx";
import { RowList, useChange } from "./row-list.tsx";

/** Everybody with an account. They are disabled and never removed, for the log names them. */
export function PeoplePanel({ me }: { readonly me: string }): ReactNode {
  const query = useQuery({
    queryKey: ["people"],
    queryFn: async ({ signal }) => (await valueOf(fetchPeople(signal))).people,
  });
  const { busy, refusal, run } = useChange("people", changeAccount);
  return (
    <Panel id="people" title="People">
      <div className="flex flex-col gap-3">
        <FormAlert>{refusal?.message ?? null}</FormAlert>
        <RowList query={query} none="There is nobody yet.">
          {(person) => (
            <PersonRow
              key={person.id}
              person={person}
              isMe={person.id === me}
              busy={busy}
              onChange={(change) => void run(change)}
            />
          )}
        </RowList>
      </div>
    </Panel>
  );
}
