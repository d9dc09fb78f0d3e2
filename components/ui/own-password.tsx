import type { ReactNode } from "react";
import { PasswordField } from "./password-field.tsx";

type Props = {
  readonly label: string;
  readonly email: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fault: string | null;
};

/** The password of whoever is signed in, once more. */
export function OwnPassword({ email, ...field }: Props): ReactNode {
  return (
    <>
      {/* tells the browser's keeper of passwords whose this is */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField kind="current-password" {...field} />
    </>
  );
}
