"use client";

import { KeyRound } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import { givePasskey } from "#browser/passkey";
import { giveCode } from "#browser/second-factor";
import { useSend } from "#browser/use-send";
import { MAIN_BUTTON, QUIET_BUTTON } from "../ui/field-looks.ts";
import { CodeField } from "#components/ui/code-field";
import { FormAlert } from "#components/ui/form-alert";

type Props = {
  /** What may follow the password. */
  readonly by: readonly ("code" | "passkey")[];
  readonly onIn: () => void;
  /** Back to the password; `over`: why it cannot be helped, where somebody did not ask for it. */
  readonly onBack: (over: string | null) => void;
};

/** The second step of signing in: a passkey, what the app shows now, or a backup code. */
export function CodeForm({ by, onIn, onBack }: Props): ReactNode {
  const [isCode, setIsCode] = useState(!by.includes("passkey"));
  const anotherWay = by.length > 1 ? () => setIsCode(!isCode) : null;
  const Step = isCode ? CodeStep : PasskeyStep;
  return <Step onIn={onIn} onBack={onBack} onAnotherWay={anotherWay} />;
}

type StepProps = Pick<Props, "onIn" | "onBack"> & {
  /** To the other way; null where there is none. */
  readonly onAnotherWay: (() => void) | null;
};

function PasskeyStep({ onIn, onBack, onAnotherWay }: StepProps): ReactNode {
  const { busy, refusal, run } = useSend(givePasskey);
  const use = async (): Promise<void> => {
    const answer = await run(undefined);
    if (answer.ok) onIn();
    else if (answer.refusal.code === "unauthenticated") onBack(answer.refusal.message);
  };
  return (
    <div className="flex flex-col gap-4">
      <FormAlert>{refusal?.message ?? null}</FormAlert>
      <p className="text-soft">Your browser asks for the passkey: on this device, a security key, or your phone.</p>
      <button type="button" autoFocus disabled={busy} onClick={() => void use()} className={MAIN_BUTTON}>
        <KeyRound aria-hidden="true" className="icon" />
        Use a passkey
      </button>
      <OtherWays
        ways={[
          ["Use a code", onAnotherWay],
          ["Sign in as somebody else", () => onBack(null)],
        ]}
      />
    </div>
  );
}

function CodeStep({ onIn, onBack, onAnotherWay }: StepProps): ReactNode {
  const [code, setCode] = useState("");
  const [isBackup, setIsBackup] = useState(false);
  const { busy, refusal, run, clear } = useSend(giveCode);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await run({ code });
    if (answer.ok) onIn();
    else if (answer.refusal.code === "unauthenticated") onBack(answer.refusal.message);
    else if (answer.refusal.code === "invalid") setCode("");
  };
  const turn = (): void => {
    setIsBackup(!isBackup);
    setCode("");
    clear();
  };
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <FormAlert>{refusal?.message ?? null}</FormAlert>
      <CodeField
        key={String(isBackup)}
        isBackup={isBackup}
        value={code}
        onChange={setCode}
        isWrong={refusal?.code === "invalid"}
      />
      <button type="submit" disabled={busy} className={`mt-2 ${MAIN_BUTTON}`}>
        Sign in
      </button>
      <OtherWays
        ways={[
          [isBackup ? "Use the app" : "Use a backup code", turn],
          ["Use a passkey", onAnotherWay],
          ["Sign in as somebody else", () => onBack(null)],
        ]}
      />
    </form>
  );
}

type Way = readonly [label: string, onChoose: (() => void) | null];

/** What else may be done instead; a way that is null is not open to this person. */
function OtherWays({ ways }: { readonly ways: readonly Way[] }): ReactNode {
  return (
    <div className="-ml-2 flex flex-col items-start">
      {ways.map(
        ([label, onChoose]) =>
          onChoose && (
            <button key={label} type="button" onClick={onChoose} className={QUIET_BUTTON}>
              {label}
            </button>
          ),
      )}
    </div>
  );
}
