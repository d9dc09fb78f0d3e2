import { useQuery } from "@tanstack/react-query";
import { Monitor } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import { dateWords } from "#browser/format-time";
import { approveDisplay, fetchDisplays, revokeDisplay } from "#browser/accounts";
import { valueOf } from "#browser/query-client";
import { faultOf, formFault } from "#browser/use-send";
import { sitePath } from "#browser/site";
import { MAIN_BUTTON } from "../ui/field-looks.ts";
import { RefusalAlert } from "#components/live/refusal-alert";
import { Panel } from "#components/ui/panel";
import { TextField } from "#components/ui/text-field";
import { RowList, useChange } from "#components/live/row-list";
import { SureButton } from "#components/ui/sure-button";

/** Screens that may look, and the code of one that wants to. */
export function DisplaysPanel(): ReactNode {
  const query = useQuery({
    queryKey: ["displays"],
    queryFn: async ({ signal }) => (await valueOf(fetchDisplays(signal))).displays,
    refetchInterval: 30_000,
  });
  const { busy, refusal, run } = useChange("displays", revokeDisplay);
  return (
    <Panel id="displays" title="Displays">
      <div className="flex flex-col gap-4">
        <PairForm />
        <RefusalAlert refusal={refusal} />
        <RowList
          query={query}
          none={`No display is paired yet. Open ${sitePath("/pair")} on a screen to get its code.`}
        >
          {(display) => (
            <li key={display.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <div className="min-w-0">
                <p className="flex items-center gap-2 font-medium">
                  <Monitor aria-hidden="true" className="icon text-soft" />
                  <span className="min-w-0 wrap-anywhere">{display.name}</span>
                </p>
                <p className="text-sm text-soft">
                  Paired {dateWords(display.pairedAt)}
                  {display.pairedBy !== null && ` by ${display.pairedBy}`}
                  {display.seenAt === null ? ", not seen yet" : `, asked last ${dateWords(display.seenAt)}`}
                </p>
              </div>
              <SureButton label="Revoke" about={display.name} busy={busy} onSure={() => void run(display.id)} />
            </li>
          )}
        </RowList>
      </div>
    </Panel>
  );
}

function PairForm(): ReactNode {
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const [paired, setPaired] = useState<string | null>(null);
  const { busy, refusal, run } = useChange("displays", approveDisplay);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setPaired(null);
    if (!(await run({ code, name })).ok) return;
    setPaired(name);
    setCode("");
    setName("");
  };
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex max-w-3xl flex-col gap-3">
      <RefusalAlert refusal={refusal} says={formFault(refusal)} />
      <div className="grid items-start gap-3 sm:grid-cols-[12rem_minmax(0,1fr)_auto]">
        <TextField
          label="Code on the screen"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={12}
          value={code}
          onChange={setCode}
          className="font-semibold tracking-[0.15em] uppercase"
          fault={faultOf(refusal, "code", "The code")}
        />
        <TextField
          label="Name of the screen"
          autoComplete="off"
          maxLength={60}
          placeholder="Left wall"
          value={name}
          onChange={setName}
          fault={faultOf(refusal, "name", "The name")}
        />
        <button type="submit" disabled={busy} className={`sm:mt-7 ${MAIN_BUTTON}`}>
          Pair
        </button>
      </div>
      <p role="status" className="font-medium text-pass empty:absolute">
        {paired === null ? "" : `${paired} is paired: it shows the wall in a moment.`}
      </p>
    </form>
  );
}
