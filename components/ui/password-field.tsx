"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ReactNode } from "react";
import { TextField } from "./text-field.tsx";

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** An old password is filled in by the browser's own keeper, a new one is proposed by it. */
  readonly kind: "current-password" | "new-password";
  readonly hint?: string;
  readonly fault?: string | null;
  readonly autoFocus?: boolean;
};

/** A password that can be looked at before it is sent. */
export function PasswordField({ kind, ...rest }: Props): ReactNode {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      {...rest}
      type={shown ? "text" : "password"}
      autoComplete={kind}
      autoCapitalize="none"
      spellCheck={false}
      end={
        <button
          type="button"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="absolute top-0 right-0 grid size-11 place-items-center rounded-md text-soft hover:text-ink"
        >
          <Icon aria-hidden="true" className="icon" />
          <span className="sr-only">Show password</span>
        </button>
      }
    />
  );
}
