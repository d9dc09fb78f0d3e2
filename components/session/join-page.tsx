"use client";

import { useState, type FormEvent, type ReactNode } from "react";
import { join } from "#browser/accounts";
import { faultOf, formFault, useSend } from "#browser/use-send";
import { loadPage, sitePath } from "#browser/site";
import type { Offer } from "#wire/accounts";
import { LINK, MAIN_BUTTON } from "../ui/field-looks.ts";
import { FormAlert } from "#components/ui/form-alert";
import { PasswordField } from "#components/ui/password-field";
import { TextField } from "#components/ui/text-field";
import { CardPage } from "./card-page.tsx";

type Props = {
  readonly kind: "setup" | "invitation";
  readonly link: string;
  /** Null when the link is used, too old, or none of ours. */
  readonly offer: Offer | null;
};

/** Makes the account that a link offers: the first administrator's, or an invited person's. */
export function JoinPage({ kind, link, offer }: Props): ReactNode {
  if (offer === null) return <DeadLink kind={kind} />;
  const role = [offer.discipline, offer.role].filter(Boolean).join(" ");
  return kind === "setup" ? (
    <CardPage
      title="Set up Holdpoint"
      sentence="This link makes the administrator's account, and works once. Everybody else is invited by them."
    >
      <JoinForm link={link} offer={offer} />
    </CardPage>
  ) : (
    <CardPage title="Join the war room" sentence={`You were invited as ${role}.`}>
      <JoinForm link={link} offer={offer} />
    </CardPage>
  );
}

function JoinForm({ link, offer }: { readonly link: string; readonly offer: Offer }): ReactNode {
  const [email, setEmail] = useState(offer.email ?? "");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { busy, refusal, run } = useSend(join);
  const isOpen = offer.email === null;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const joined = await run({ link, name, password, ...(isOpen && { email }) });
    if (joined.ok) loadPage("/");
  };
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <FormAlert>{formFault(refusal)}</FormAlert>
      <TextField
        label="Your name"
        hint="As the log will name you."
        autoComplete="name"
        autoFocus
        maxLength={120}
        value={name}
        onChange={setName}
        fault={faultOf(refusal, "name", "The name")}
      />
      <TextField
        label="E-mail address"
        type="email"
        autoComplete="username"
        readOnly={!isOpen}
        value={email}
        onChange={setEmail}
        fault={faultOf(refusal, "email", "The address")}
      />
      <PasswordField
        label="Password"
        kind="new-password"
        hint="At least 10 characters; a sentence is fine."
        value={password}
        onChange={setPassword}
        fault={faultOf(refusal, "password", "The password")}
      />
      <button type="submit" disabled={busy} className={`mt-2 ${MAIN_BUTTON}`}>
        Make my account
      </button>
    </form>
  );
}

function DeadLink({ kind }: { readonly kind: Props["kind"] }): ReactNode {
  return (
    <CardPage
      title="This link does not work any more"
      sentence={
        kind === "setup"
          ? "It has been used, or is older than a day. While there is no account, starting Holdpoint again prints a new one."
          : "It has been used, was withdrawn, or is older than a week. Ask an administrator for a new one."
      }
    >
      <a href={sitePath("/sign-in")} className={`self-start ${LINK}`}>
        Sign in
      </a>
    </CardPage>
  );
}
