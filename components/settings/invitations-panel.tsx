import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { dateWords } from "#browser/format-time";
import { fetchInvitations, invite, withdrawInvitation } from "#browser/accounts";
import { valueOf } from "#browser/query-client";
import { faultOf, formFault } from "#browser/use-send";
import { MAIN_BUTTON } from "../ui/field-looks.ts";
import { siteLink } from "#browser/site";
import { CopyText } from "#components/ui/copy-text";
import { RefusalAlert } from "#components/live/refusal-alert";
import { Panel } from "#components/ui/panel";
import { SelectField } from "#components/ui/select-field";
import { TextField } from "#components/ui/text-field";
import { RowList, useChange } from "#components/live/row-list";
import { SureButton } from "#components/ui/sure-button";
import { DISCIPLINE_OPTIONS, ROLE_OPTIONS, roleMeaning, roleWords, toDiscipline, toRole } from "./words.ts";

/** People who were asked in and have not come yet. */
export function InvitationsPanel(): ReactNode {
  const query = useQuery({
    queryKey: ["invitations"],
    queryFn: async ({ signal }) => (await valueOf(fetchInvitations(signal))).invitations,
  });
  const { busy, refusal, run } = useChange("invitations", withdrawInvitation);
  return (
    <Panel id="invitations" title="Invitations">
      <div className="flex flex-col gap-4">
        <InviteForm />
        <RefusalAlert refusal={refusal} />
        <RowList query={query} none="No invitation is open.">
          {(invitation) => (
            <li key={invitation.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <div className="min-w-0">
                <p className="font-medium wrap-anywhere">{invitation.email}</p>
                <p className="text-sm text-soft">
                  {roleWords(invitation)}; until {dateWords(invitation.expiresAt)}
                  {invitation.invitedBy !== null && `; by ${invitation.invitedBy}`}
                </p>
              </div>
              <SureButton
                label="Withdraw"
                about={invitation.email}
                busy={busy}
                onSure={() => void run(invitation.id)}
              />
            </li>
          )}
        </RowList>
      </div>
    </Panel>
  );
}

function InviteForm(): ReactNode {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("lead");
  const [discipline, setDiscipline] = useState("");
  const [made, setMade] = useState<{ readonly email: string; readonly path: string } | null>(null);
  const { busy, refusal, run } = useChange("invitations", invite);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await run({ email, role: toRole(role), discipline: toDiscipline(discipline) });
    if (!answer.ok) return;
    setMade({ email, path: answer.value.path });
    setEmail("");
  };
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      <RefusalAlert refusal={refusal} says={formFault(refusal)} />
      <div className="grid items-start gap-3 md:grid-cols-[minmax(0,1fr)_11rem_11rem_auto]">
        <TextField
          label="E-mail address"
          type="email"
          autoComplete="off"
          value={email}
          onChange={setEmail}
          fault={faultOf(refusal, "email", "The address")}
        />
        <SelectField label="Role" options={ROLE_OPTIONS} value={role} onChange={setRole} />
        <SelectField label="Discipline" options={DISCIPLINE_OPTIONS} value={discipline} onChange={setDiscipline} />
        <button type="submit" disabled={busy} className={`md:mt-7 ${MAIN_BUTTON}`}>
          Invite
        </button>
      </div>
      <p className="text-sm text-soft">{roleMeaning(role, discipline)}</p>
      {made !== null && (
        <CopyText label={`Link for ${made.email}: it works once, and is shown only now`} text={siteLink(made.path)} />
      )}
    </form>
  );
}
