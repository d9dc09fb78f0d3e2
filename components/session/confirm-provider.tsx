"use client";

import { lazy, Suspense, useCallback, useRef, useState, type FormEvent, type ReactNode } from "react";
import type { Outcome } from "#core/outcome";
import { confirmPassword } from "#browser/accounts";
import { ConfirmContext } from "#browser/confirm-context";
import { faultOf, useSend } from "#browser/use-send";
import { useSession } from "#browser/use-session";
import { BUTTON, MAIN_BUTTON } from "../ui/field-looks.ts";
import { Dialog } from "#components/ui/dialog";
import { RefusalAlert } from "#components/live/refusal-alert";
import { PasswordField } from "#components/ui/password-field";

/** Few have one, and every page has this dialog. */
const PasskeyConfirm = lazy(async () => ({ default: (await import("./passkey-confirm.tsx")).PasskeyConfirm }));

/** Asks for the password again where a signature or a change of rights wants it; what was begun goes on by itself then. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const waiting = useRef<((given: boolean) => void) | null>(null);
  const ask = useCallback(async () => {
    waiting.current?.(false);
    setIsOpen(true);
    return await new Promise<boolean>((resolve) => (waiting.current = resolve));
  }, []);
  const settle = (given: boolean): void => {
    setIsOpen(false);
    waiting.current?.(given);
    waiting.current = null;
  };
  return (
    <ConfirmContext.Provider value={ask}>
      {children}
      <Dialog title="Your password, once more" open={isOpen} onClose={() => settle(false)}>
        {isOpen && <ConfirmForm onRight={() => settle(true)} onBack={() => settle(false)} />}
      </Dialog>
    </ConfirmContext.Provider>
  );
}

type FormProps = { readonly onRight: () => void; readonly onBack: () => void };

type Way = () => Promise<Outcome<unknown>>;
const go = (way: Way): ReturnType<Way> => way();

function ConfirmForm({ onRight, onBack }: FormProps): ReactNode {
  const [password, setPassword] = useState("");
  const session = useSession();
  // the password and a passkey are tries at the same thing: one is under way, and one was refused last
  const { busy, refusal, run } = useSend(go);
  const tryBy = async (way: Way): Promise<void> => {
    if ((await run(way)).ok) onRight();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void tryBy(() => confirmPassword(password));
  };
  const fault = faultOf(refusal, "password", "The password");
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-soft">
        Before a signature or a change of rights, Holdpoint makes sure that it is still you when 15 minutes have passed.
      </p>
      <RefusalAlert refusal={refusal} says={fault} />
      <PasswordField label="Password" kind="current-password" autoFocus value={password} onChange={setPassword} />
      {session?.kind === "person" && session.secondFactor !== "none" && (
        <Suspense>
          <PasskeyConfirm busy={busy} onUse={(way) => void tryBy(way)} />
        </Suspense>
      )}
      <div className="flex flex-wrap justify-end gap-2 max-sm:*:flex-1">
        <button type="button" onClick={onBack} className={BUTTON}>
          Back
        </button>
        <button type="submit" disabled={busy} className={MAIN_BUTTON}>
          Go on
        </button>
      </div>
    </form>
  );
}
