import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import { valueOf } from "#browser/query-client";
import {
  beginSecondFactor,
  fetchSecondFactor,
  makeBackupCodes,
  proveSecondFactor,
  removeSecondFactor,
} from "#browser/second-factor";
import { clearAll, faultOf, formFault, useSend } from "#browser/use-send";
import type { NewSecondFactor, SecondFactor } from "#wire/second-factor";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";
import { CodeField } from "#components/ui/code-field";
import { CopyText } from "#components/ui/copy-text";
import { FormAlert } from "#components/ui/form-alert";
import { RefusalAlert } from "#components/live/refusal-alert";
import { OwnPassword } from "#components/ui/own-password";
import { Panel } from "#components/ui/panel";
import { QrCode } from "#components/ui/qr-code";
import { Skeleton } from "#components/ui/skeleton";
import { SureButton } from "#components/ui/sure-button";
import { PasskeySection } from "./passkey-section.tsx";

type Step =
  | { readonly at: "rest" }
  | { readonly at: "key"; readonly made: NewSecondFactor }
  /** Backup codes are shown for the only time. */
  | { readonly at: "codes"; readonly codes: readonly string[]; readonly said: string };

/** What is asked for after the password: codes of an app, passkeys; set up, and taken away again. */
export function SecondFactorPanel({ email }: { readonly email: string }): ReactNode {
  const [step, setStep] = useState<Step>({ at: "rest" });
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ["second-factor"],
    queryFn: ({ signal }) => valueOf(fetchSecondFactor(signal)),
  });
  const readAgain = async (): Promise<void> => {
    for (const key of ["second-factor", "session", "seats"]) await queries.invalidateQueries({ queryKey: [key] });
  };
  const rest = (): void => setStep({ at: "rest" });
  const showCodes = (codes: readonly string[], said: string): void => {
    setStep({ at: "codes", codes, said });
    void readAgain();
  };
  return (
    <Panel id="my-second-factor" title="My second factor">
      {step.at === "key" && (
        <ProveForm
          made={step.made}
          onBack={rest}
          onDone={() => showCodes(step.made.backupCodes, "Your authenticator app is set up.")}
        />
      )}
      {step.at === "codes" && <BackupCodes codes={step.codes} said={step.said} onKept={rest} />}
      {step.at === "rest" && (
        <>
          <FormAlert>{query.error?.message ?? null}</FormAlert>
          {query.isPending && <Skeleton className="h-32" />}
          {query.data !== undefined && (
            <div className="flex flex-col gap-5">
              <Standing state={query.data} />
              <section aria-labelledby="my-app" className="flex flex-col gap-3">
                <h3 id="my-app" className="font-semibold">
                  Authenticator app
                </h3>
                {query.data.isOn ? (
                  <AppOn
                    state={query.data}
                    onOff={() => void readAgain()}
                    onCodes={(codes) => showCodes(codes, "Your old backup codes are over.")}
                  />
                ) : (
                  <BeginForm email={email} onMade={(made) => setStep({ at: "key", made })} />
                )}
              </section>
              <PasskeySection state={query.data} onChange={() => void readAgain()} />
            </div>
          )}
        </>
      )}
    </Panel>
  );
}

function Standing({ state }: { readonly state: SecondFactor }): ReactNode {
  if (!state.isOn && state.passkeys.length === 0)
    return (
      <p className="text-soft">
        Off. With one, signing in asks for a passkey or a code of an authenticator app after the password.
      </p>
    );
  return (
    <p className="flex items-center gap-2 font-medium text-pass">
      <CircleCheck aria-hidden="true" className="icon" />
      On: signing in asks for it after the password.
    </p>
  );
}

type BeginProps = { readonly email: string; readonly onMade: (made: NewSecondFactor) => void };

function BeginForm({ email, onMade }: BeginProps): ReactNode {
  const [password, setPassword] = useState("");
  const { busy, refusal, run } = useSend(beginSecondFactor);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const made = await run({ password });
    if (made.ok) onMade(made.value);
  };
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex max-w-md flex-col gap-4">
      <p className="text-soft">An app on your phone shows a new code every 30 seconds. Backup codes come with it.</p>
      <RefusalAlert refusal={refusal} says={formFault(refusal)} />
      <OwnPassword
        label="Password"
        email={email}
        value={password}
        onChange={setPassword}
        fault={faultOf(refusal, "password", "The password")}
      />
      <button type="submit" disabled={busy} className={`self-start ${MAIN_BUTTON}`}>
        Set up an app
      </button>
    </form>
  );
}

type ProveProps = { readonly made: NewSecondFactor; readonly onDone: () => void; readonly onBack: () => void };

function ProveForm({ made, onDone, onBack }: ProveProps): ReactNode {
  const [code, setCode] = useState("");
  const { busy, refusal, run } = useSend(proveSecondFactor);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if ((await run({ code })).ok) onDone();
  };
  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <p>1. Scan this with your authenticator app, or copy the key into it.</p>
      <QrCode text={made.uri} label="QR code of the key" />
      <CopyText label="Key" text={made.key} />
      <CopyText label="The same as a link (otpauth)" text={made.uri} />
      <p>2. Enter the code that it shows. Your other sessions end then.</p>
      <RefusalAlert refusal={refusal} />
      <div className="flex max-w-xs flex-col gap-4">
        <CodeField value={code} onChange={setCode} isWrong={refusal?.code === "invalid"} />
      </div>
      <div className="flex flex-wrap gap-2">
        <button type="submit" disabled={busy} className={MAIN_BUTTON}>
          Turn on
        </button>
        <button type="button" onClick={onBack} className={BUTTON}>
          Back
        </button>
      </div>
    </form>
  );
}

type CodesProps = { readonly codes: readonly string[]; readonly said: string; readonly onKept: () => void };

function BackupCodes({ codes, said, onKept }: CodesProps): ReactNode {
  return (
    <div role="status" className="flex flex-col gap-4">
      <p className="flex items-center gap-2 font-medium text-pass">
        <CircleCheck aria-hidden="true" className="icon" />
        {said}
      </p>
      <p>
        Keep these backup codes where you find them without your phone. Each signs you in once. They are shown only now.
      </p>
      <ul aria-label="Backup codes" className="grid grid-cols-2 gap-x-6 gap-y-1 font-mono tabular-nums sm:grid-cols-3">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyText label="All of them" text={codes.join(" ")} />
      <button type="button" onClick={onKept} className={`self-start ${MAIN_BUTTON}`}>
        I have kept them
      </button>
    </div>
  );
}

type OnProps = {
  readonly state: SecondFactor;
  readonly onOff: () => void;
  readonly onCodes: (codes: readonly string[]) => void;
};

function AppOn({ state, onOff, onCodes }: OnProps): ReactNode {
  const removing = useSend(removeSecondFactor);
  const making = useSend(makeBackupCodes);
  const busy = removing.busy || making.busy;
  const off = async (): Promise<void> => {
    clearAll(making);
    if ((await removing.run(undefined)).ok) onOff();
  };
  const make = async (): Promise<void> => {
    clearAll(removing);
    const made = await making.run(undefined);
    if (made.ok) onCodes(made.value.backupCodes);
  };
  return (
    <>
      <RefusalAlert refusal={removing.refusal ?? making.refusal} />
      <p className="text-soft">Set up. {leftWords(state.backupCodesLeft)}</p>
      <div className="flex flex-wrap gap-2">
        <SureButton
          label="Make new backup codes"
          about="instead of the old ones"
          busy={busy}
          onSure={() => void make()}
        />
        <SureButton label="Turn off" about="the authenticator app" busy={busy} onSure={() => void off()} />
      </div>
    </>
  );
}

function leftWords(left: number | null): string {
  if (left === null) return "Its backup codes cannot be read: make new ones.";
  const has = left === 0 ? "No backup code is" : left === 1 ? "One backup code is" : `${left} backup codes are`;
  return `${has} left.${left < 3 ? " Make new ones before they are gone." : ""}`;
}
