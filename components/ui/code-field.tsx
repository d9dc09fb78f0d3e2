import type { ReactNode } from "react";
import { TextField } from "./text-field.tsx";

type Props = {
  /** Letters and digits from paper, instead of six digits from the app. */
  readonly isBackup?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The form says why. */
  readonly isWrong: boolean;
  readonly autoFocus?: boolean;
};

/** A code of a second factor: phones show digits only, and offer the code themselves. */
export function CodeField({ isBackup = false, value, onChange, isWrong, autoFocus = true }: Props): ReactNode {
  return (
    <TextField
      label={isBackup ? "Backup code" : "Code"}
      hint={isBackup ? "Ten letters and digits; each works once." : "The six digits that your app shows now."}
      inputMode={isBackup ? "text" : "numeric"}
      autoComplete={isBackup ? "off" : "one-time-code"}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={isBackup ? 20 : 9}
      autoFocus={autoFocus}
      isWrong={isWrong}
      value={value}
      onChange={onChange}
      className="font-mono text-xl tracking-widest tabular-nums"
    />
  );
}
