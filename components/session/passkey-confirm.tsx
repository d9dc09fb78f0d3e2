import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { confirmByPasskey } from "#browser/passkey";
import { valueOf } from "#browser/query-client";
import { fetchSecondFactor } from "#browser/second-factor";
import { useSend } from "#browser/use-send";
import { BUTTON } from "../ui/field-looks.ts";
import { FormAlert } from "#components/ui/form-alert";

/** A passkey instead of the password; nothing for whoever has none. */
export function PasskeyConfirm({ onRight }: { readonly onRight: () => void }): ReactNode {
  const { data } = useQuery({
    queryKey: ["second-factor"],
    queryFn: ({ signal }) => valueOf(fetchSecondFactor(signal)),
  });
  const { busy, refusal, run } = useSend(confirmByPasskey);
  if (data === undefined || data.passkeys.length === 0 || data.passkeyFault !== null) return null;
  const use = async (): Promise<void> => {
    if ((await run(undefined)).ok) onRight();
  };
  return (
    <>
      <FormAlert>{refusal?.message ?? null}</FormAlert>
      <button type="button" disabled={busy} onClick={() => void use()} className={`self-start ${BUTTON}`}>
        <KeyRound aria-hidden="true" className="icon" />
        Use a passkey instead
      </button>
    </>
  );
}
