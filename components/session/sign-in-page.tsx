"use client";

import { useState, type FormEvent, type ReactNode } from "react";
import { signIn } from "#browser/accounts";
import { faultOf, formFault, useSend } from "#browser/use-send";
import { loadPage, sitePath } from "#browser/site";
import { LINK, MAIN_BUTTON } from "../ui/field-looks.ts";
import { FormAlert } from "#components/ui/form-alert";
import { PasswordField } from "#components/ui/password-field";
import { TextField } from "#components/ui/text-field";
import type { SignedIn } from "#wire/accounts";
import { CardPage } from "./card-page.tsx";
import { CodeForm } from "./code-form.tsx";
import { SeededAccounts, type SeededAccount } from "./seeded-accounts.tsx";

type Props = {
  /** Where to go then: a path of our own. */
  readonly next: string;
  /** Accounts that the demo made; empty elsewhere. */
  readonly seeded: readonly SeededAccount[];
};

/** E-mail address and password, then a second factor where one is set up. */
export function SignInPage({ next, seeded }: Props): ReactNode {
  const [by, setBy] = useState<SignedIn["by"] | null>(null);
  const [over, setOver] = useState<string | null>(null);
  // the whole page anew: connection and answers were nobody's
  const enter = (): void => loadPage(next);
  if (by !== null)
    return (
      <CardPage title="Second factor" sentence="Your password is right. One more step.">
        <CodeForm
          by={by}
          onIn={enter}
          onBack={(why) => {
            setOver(why);
            setBy(null);
          }}
        />
      </CardPage>
    );
  return (
    <PasswordStep
      seeded={seeded}
      over={over}
      onIn={(signedIn) => (signedIn.codeNeeded ? setBy(signedIn.by) : enter())}
    />
  );
}

type StepProps = {
  readonly seeded: readonly SeededAccount[];
  /** Why it begins again. */
  readonly over: string | null;
  readonly onIn: (signedIn: SignedIn) => void;
};

/** What was typed stays whatever the answer is. */
function PasswordStep({ seeded, over, onIn }: StepProps): ReactNode {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, refusal, run } = useSend(signIn);
  const enter = async (as: { readonly email: string; readonly password: string }): Promise<void> => {
    const answer = await run(as);
    if (answer.ok) onIn(answer.value);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void enter({ email, password });
  };
  return (
    <CardPage title="Sign in">
      <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
        <FormAlert>{formFault(refusal) ?? over}</FormAlert>
        <TextField
          label="E-mail address"
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={setEmail}
          fault={faultOf(refusal, "email", "The address")}
        />
        <PasswordField
          label="Password"
          kind="current-password"
          value={password}
          onChange={setPassword}
          fault={faultOf(refusal, "password", "The password")}
        />
        <button type="submit" disabled={busy} className={`mt-2 ${MAIN_BUTTON}`}>
          Sign in
        </button>
      </form>
      {seeded.length > 0 && (
        <SeededAccounts
          accounts={seeded}
          busy={busy}
          onChoose={(account) => {
            setEmail(account.email);
            setPassword(account.password);
            void enter({ email: account.email, password: account.password });
          }}
        />
      )}
      <div className="border-t border-line pt-4 text-sm text-soft">
        <p>A screen for everybody to see needs no account.</p>
        <a href={sitePath("/pair")} className={LINK}>
          Pair it as a display
        </a>
      </div>
    </CardPage>
  );
}
