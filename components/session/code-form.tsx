"use client";

import { useState, type FormEvent, type ReactNode } from "react";
import { giveCode } from "#browser/second-factor";
import { useSend } from "#browser/use-send";
import { MAIN_BUTTON, QUIET_BUTTON } from "../ui/field-looks.ts";
import { CodeField } from "#components/ui/code-field";
import { FormAlert } from "#components/ui/form-alert";

type Props = {
  readonly onIn: () => void;
  /** Back to the password; `over`: why it cannot be helped, where somebody did not ask for it. */
  readonly onBack: (over: string | null) => void;
};

/** The second step of signing in: what the app shows now, or a backup code. */
export function CodeForm({ onIn, onBack }: Props): ReactNode {
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
      <div className="-ml-2 flex flex-col items-start">
        <button type="button" onClick={turn} className={QUIET_BUTTON}>
          {isBackup ? "Use the app" : "Use a backup code"}
        </button>
        <button type="button" onClick={() => onBack(null)} className={QUIET_BUTTON}>
          Sign in as somebody else
        </button>
      </div>
    </form>
  );
}
