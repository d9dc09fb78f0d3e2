import { useState, type FormEvent, type ReactNode } from "react";
import { changePassword } from "#browser/accounts";
import { faultOf, formFault, useSend } from "#browser/use-send";
import { MAIN_BUTTON } from "../ui/field-looks.ts";
import { RefusalAlert } from "#components/live/refusal-alert";
import { OwnPassword } from "#components/ui/own-password";
import { Panel } from "#components/ui/panel";
import { PasswordField } from "#components/ui/password-field";

/** A new password for the old one. */
export function PasswordPanel({ email }: { readonly email: string }): ReactNode {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [isDone, setIsDone] = useState(false);
  const { busy, refusal, run } = useSend(changePassword);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsDone(false);
    if (!(await run({ current, next })).ok) return;
    setCurrent("");
    setNext("");
    setIsDone(true);
  };
  return (
    <Panel id="my-password" title="My password">
      <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex max-w-md flex-col gap-4">
        <RefusalAlert refusal={refusal} says={formFault(refusal)} />
        <OwnPassword
          label="Password now"
          email={email}
          value={current}
          onChange={setCurrent}
          fault={faultOf(refusal, "current", "The password")}
        />
        <PasswordField
          label="New password"
          kind="new-password"
          hint="At least 10 characters. Every other session of yours ends."
          value={next}
          onChange={setNext}
          fault={faultOf(refusal, "next", "The new password")}
        />
        <div className="flex flex-wrap items-center gap-4">
          <button type="submit" disabled={busy} className={MAIN_BUTTON}>
            Change password
          </button>
          <p role="status" className="font-medium text-pass">
            {isDone ? "Changed." : ""}
          </p>
        </div>
      </form>
    </Panel>
  );
}
