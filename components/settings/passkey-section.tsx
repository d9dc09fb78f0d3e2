import { KeyRound } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import { dateWords } from "#browser/format-time";
import { addPasskey, passkeyTrouble, removePasskey } from "#browser/passkey";
import { useHydrated } from "#browser/use-hydrated";
import { faultOf, formFault, useSend } from "#browser/use-send";
import type { SecondFactor } from "#wire/second-factor";
import { MAIN_BUTTON } from "../ui/field-looks.ts";
import { RefusalAlert } from "#components/live/refusal-alert";
import { SureButton } from "#components/ui/sure-button";
import { TextField } from "#components/ui/text-field";

type Props = { readonly state: SecondFactor; readonly onChange: () => void };

/** One's passkeys: which there are, a new one, and away with one. */
export function PasskeySection({ state, onChange }: Props): ReactNode {
  const { busy, refusal, run } = useSend(removePasskey);
  const remove = async (id: string): Promise<void> => {
    if ((await run(id)).ok) onChange();
  };
  return (
    <section aria-labelledby="my-passkeys" className="flex flex-col gap-3 border-t border-line pt-5">
      <h3 id="my-passkeys" className="font-semibold">
        Passkeys
      </h3>
      <RefusalAlert refusal={refusal} />
      {state.passkeys.length > 0 && (
        <ul aria-label="My passkeys" className="flex flex-col divide-y divide-line border-y border-line">
          {state.passkeys.map((passkey) => (
            <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
              <div className="min-w-0">
                <p className="flex items-center gap-2 font-medium">
                  <KeyRound aria-hidden="true" className="icon text-soft" />
                  <span className="min-w-0 wrap-anywhere">{passkey.name}</span>
                </p>
                <p className="text-sm text-soft">{lifeWords(passkey)}</p>
              </div>
              <SureButton
                label="Remove"
                about={`the passkey ${passkey.name}`}
                busy={busy}
                onSure={() => void remove(passkey.id)}
              />
            </li>
          ))}
        </ul>
      )}
      <AddForm state={state} onAdded={onChange} />
    </section>
  );
}

type AddProps = { readonly state: SecondFactor; readonly onAdded: () => void };

function AddForm({ state, onAdded }: AddProps): ReactNode {
  const [name, setName] = useState("");
  const isHydrated = useHydrated();
  const { busy, refusal, run } = useSend(addPasskey);
  const trouble = state.passkeyFault ?? (isHydrated ? passkeyTrouble() : null);
  if (trouble !== null) return <p className="text-soft">{trouble}</p>;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!(await run({ name })).ok) return;
    setName("");
    onAdded();
  };
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex max-w-md flex-col gap-4">
      <p className="text-soft">{adviceFor(state)}</p>
      <RefusalAlert refusal={refusal} says={formFault(refusal)} />
      <TextField
        label="Name of the passkey"
        hint="So that you know it again: laptop, phone, key on my ring."
        autoComplete="off"
        maxLength={60}
        value={name}
        onChange={setName}
        fault={faultOf(refusal, "name", "The name")}
      />
      <button type="submit" disabled={busy || name.trim() === ""} className={`self-start ${MAIN_BUTTON}`}>
        Add a passkey
      </button>
    </form>
  );
}

function adviceFor({ isOn, passkeys }: SecondFactor): string {
  if (passkeys.length === 0)
    return "A passkey lies on your device, phone or security key, and cannot be read off a screen.";
  return passkeys.length === 1 && !isOn
    ? "If you lose this one, only an administrator can let you in: add another, or an app."
    : "Add one for every device that you sign in from.";
}

function lifeWords({ createdAt, lastUsedAt, host }: SecondFactor["passkeys"][number]): string {
  const used = lastUsedAt === null ? "not used yet" : `last used ${dateWords(lastUsedAt)}`;
  return `For ${host}, made ${dateWords(createdAt)}, ${used}`;
}
