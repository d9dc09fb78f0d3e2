"use client";

import { useState, type FormEvent, type ReactNode } from "react";
import { resetPassword } from "#browser/accounts";
import { faultOf, formFault, useSend } from "#browser/use-send";
import { loadPage, sitePath } from "#browser/site";
import { MAIN_BUTTON } from "../ui/field-looks.ts";
import { FormAlert } from "#components/ui/form-alert";
import { PasswordField } from "#components/ui/password-field";
import { TextField } from "#components/ui/text-field";
import type { SignedIn } from "#wire/accounts";
import { CardPage } from "./card-page.tsx";
import { CodeForm } from "./code-form.tsx";

type Props = {
  readonly link: string;
  /** Whose password it sets; null when the link is used, too old, or none of ours. */
  readonly email: string | null;
};

/** Sets a new password by a link, signs in, and ends all other sessions. */
export function ResetPage({ link, email }: Props): ReactNode {
  const [by, setBy] = useState<SignedIn["by"] | null>(null);
  if (by !== null)
    return (
      <CardPage title="Second factor" sentence="Your password is set. One more step to sign in.">
        <CodeForm by={by} onIn={() => loadPage("/")} onBack={() => loadPage("/sign-in")} />
      </CardPage>
    );
  if (email === null)
    return (
      <CardPage
        title="This link does not work any more"
        sentence="It has been used, is older than an hour, or was replaced by a newer one. Ask an administrator for a new one."
      >
        <a href={sitePath("/sign-in")} className="font-medium text-accent underline underline-offset-2">
          Sign in
        </a>
      </CardPage>
    );
  return (
    <CardPage title="New password" sentence="This link works once. Wherever you are signed in now, you are signed out.">
      <ResetForm
        link={link}
        email={email}
        onIn={(signedIn) => (signedIn.codeNeeded ? setBy(signedIn.by) : loadPage("/"))}
      />
    </CardPage>
  );
}

type FormProps = {
  readonly link: string;
  readonly email: string;
  readonly onIn: (signedIn: SignedIn) => void;
};

function ResetForm({ link, email, onIn }: FormProps): ReactNode {
  const [password, setPassword] = useState("");
  const { busy, refusal, run } = useSend(resetPassword);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await run({ link, password });
    if (answer.ok) onIn(answer.value);
  };
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <FormAlert>{formFault(refusal)}</FormAlert>
      <TextField label="E-mail address" type="email" autoComplete="username" readOnly value={email} />
      <PasswordField
        label="New password"
        kind="new-password"
        hint="At least 10 characters; a sentence is fine."
        autoFocus
        value={password}
        onChange={setPassword}
        fault={faultOf(refusal, "password", "The password")}
      />
      <button type="submit" disabled={busy} className={`mt-2 ${MAIN_BUTTON}`}>
        Set the password and sign in
      </button>
    </form>
  );
}
