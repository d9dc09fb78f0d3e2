"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarDays } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import type { Plan } from "#core/plan/plan";
import type { Account } from "#core/room/actor";
import { rolesOf, type Roster } from "#core/room/roster";
import { fetchCalendarLinks, makeCalendarLink, revokeCalendarLink } from "#browser/accounts";
import { dateWords } from "#browser/format-time";
import { valueOf } from "#browser/query-client";
import { formFault } from "#browser/use-send";
import { siteLink } from "#browser/site";
import { CopyText } from "#components/ui/copy-text";
import { RefusalAlert } from "#components/live/refusal-alert";
import { Panel } from "#components/ui/panel";
import { SelectField } from "#components/ui/select-field";
import { SureButton } from "#components/ui/sure-button";
import { RowList, useChange } from "#components/live/row-list";
import { MAIN_BUTTON } from "../ui/field-looks.ts";

const KEY = "calendar-links";

type Props = { readonly plan: Plan; readonly me: Account; readonly roster: Roster };

/** Links at which a calendar program reads the times of a role. */
export function CalendarPanel({ plan, me, roster }: Props): ReactNode {
  const query = useQuery({
    queryKey: [KEY],
    queryFn: async ({ signal }) => (await valueOf(fetchCalendarLinks(signal))).links,
  });
  const { busy, refusal, run } = useChange(KEY, revokeCalendarLink);
  const label = (id: string): string => plan.people.roles.find((role) => role.id === id)?.label ?? id;
  return (
    <Panel id="calendars" title="In your calendar" className="print:hidden">
      <div className="flex flex-col gap-4">
        <MakeForm plan={plan} mine={rolesOf(roster, me.id)[0] ?? ""} />
        <RefusalAlert refusal={refusal} />
        <RowList query={query} none="You have no link yet.">
          {(link) => (
            <li key={link.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <div className="min-w-0">
                <p className="flex items-center gap-2 font-medium">
                  <CalendarDays aria-hidden="true" className="icon text-soft" />
                  {label(link.role)}
                </p>
                <p className="text-sm text-soft">
                  Made {dateWords(link.madeAt)}
                  {link.seenAt === null ? ", not read yet" : `, read last ${dateWords(link.seenAt)}`}
                </p>
              </div>
              <SureButton label="Revoke" about={label(link.role)} busy={busy} onSure={() => void run(link.id)} />
            </li>
          )}
        </RowList>
      </div>
    </Panel>
  );
}

function MakeForm({ plan, mine }: { readonly plan: Plan; readonly mine: string }): ReactNode {
  const [chosen, setChosen] = useState<string | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const { busy, refusal, run } = useChange(KEY, makeCalendarLink);
  const options = plan.people.roles.map(({ id, label }) => ({ value: id, label }));
  const role = chosen ?? (mine === "" ? (options[0]?.value ?? "") : mine);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await run({ role });
    setPath(answer.ok ? answer.value.path : null);
  };
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      <RefusalAlert refusal={refusal} says={formFault(refusal)} />
      <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
        <SelectField label="Role" options={options} value={role} onChange={setChosen} />
        <button type="submit" disabled={busy || role === ""} className={MAIN_BUTTON}>
          Make a link
        </button>
      </div>
      <p className="text-sm text-soft">
        Shifts, gates, checks, reviews and briefs of the role; they move with T0. Whoever has the link can read them.
      </p>
      {path !== null && <CopyText label="Link for your calendar program: it is shown only now" text={siteLink(path)} />}
    </form>
  );
}
