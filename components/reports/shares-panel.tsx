import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { fetchShares, makeShare, revokeShare } from "#browser/papers";
import { valueOf } from "#browser/query-client";
import { faultOf, formFault, useSend } from "#browser/use-send";
import { siteLink } from "#browser/site";
import { momentWordsFrom } from "#core/time-words";
import { FormAlert } from "#components/ui/form-alert";
import { RefusalAlert } from "#components/live/refusal-alert";
import { Panel } from "#components/ui/panel";
import { SelectField } from "#components/ui/select-field";
import { SureButton } from "#components/ui/sure-button";
import { TextField } from "#components/ui/text-field";
import { MAIN_BUTTON } from "../ui/field-looks.ts";

const LENGTHS = [
  { value: "8", label: "8 hours" },
  { value: "48", label: "2 days" },
  { value: "168", label: "7 days" },
  { value: "720", label: "30 days" },
];

/** Links that show the summary to whoever has no account. */
export function SharesPanel(): ReactNode {
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ["shares"],
    queryFn: async ({ signal }) => (await valueOf(fetchShares(signal))).shares,
  });
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ["shares"] });
  const revoking = useSend(revokeShare);
  return (
    <Panel id="shares" title="Share the summary">
      <div className="flex flex-col gap-4">
        <ShareForm onMade={again} />
        <RefusalAlert refusal={revoking.refusal} />
        <FormAlert>{data === undefined && error ? error.message : null}</FormAlert>
        {data?.length === 0 && <p className="text-soft">No link is open.</p>}
        <ul className="flex flex-col divide-y divide-line">
          {data?.map((share) => (
            <li key={share.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <div className="min-w-0">
                <p className="font-medium wrap-anywhere">{share.name}</p>
                <p className="text-sm text-soft">
                  Until {momentWordsFrom(0, share.expiresAt)}
                  {share.madeBy !== null && `; by ${share.madeBy}`};{" "}
                  {share.seenAt === null ? "not opened yet" : `last opened ${momentWordsFrom(0, share.seenAt)}`}
                </p>
              </div>
              <SureButton
                label="Revoke"
                about={share.name}
                busy={revoking.busy}
                onSure={() => void revoking.run(share.id).then(again)}
              />
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function ShareForm({ onMade }: { readonly onMade: () => Promise<void> }): ReactNode {
  const [name, setName] = useState("");
  const [hours, setHours] = useState("48");
  const [link, setLink] = useState<string | null>(null);
  const { busy, refusal, run } = useSend(makeShare);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await run({ name, hours: Number(hours) });
    if (!answer.ok) return;
    setLink(siteLink(answer.value.path));
    setName("");
    await onMade();
  };
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      <p className="text-soft">
        Whoever has the link sees the summary until it expires, without an account, and nothing else.
      </p>
      <RefusalAlert refusal={refusal} says={formFault(refusal)} />
      <div className="grid items-start gap-3 md:grid-cols-[minmax(0,1fr)_11rem_auto]">
        <TextField label="For whom" value={name} onChange={setName} fault={faultOf(refusal, "name", "The name")} />
        <SelectField label="For how long" options={LENGTHS} value={hours} onChange={setHours} />
        <button type="submit" disabled={busy} className={`md:mt-7 ${MAIN_BUTTON}`}>
          Make a link
        </button>
      </div>
      {link !== null && <TextField label="The link: it is shown only now" readOnly value={link} />}
    </form>
  );
}
