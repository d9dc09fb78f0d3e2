import { LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { loadPage } from "#browser/site";
import { signOut } from "#browser/accounts";
import { useSend } from "#browser/use-send";
import { BUTTON } from "../ui/field-looks.ts";
import { RefusalAlert } from "#components/live/refusal-alert";

/** Leaves by loading the sign-in page, so that nothing of the session stays in this one. */
export function SignOutButton(): ReactNode {
  const { busy, refusal, run } = useSend<undefined, unknown>(signOut);
  const leave = async (): Promise<void> => {
    if ((await run(undefined)).ok) loadPage("/sign-in");
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <button type="button" disabled={busy} onClick={() => void leave()} className={BUTTON}>
        <LogOut aria-hidden="true" className="icon" />
        Sign out
      </button>
      <RefusalAlert refusal={refusal} />
    </div>
  );
}
