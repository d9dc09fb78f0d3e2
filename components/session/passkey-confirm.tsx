import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { confirmByPasskey } from "#browser/passkey";
import { valueOf } from "#browser/query-client";
import { fetchSecondFactor } from "#browser/second-factor";
import { BUTTON } from "../ui/field-looks.ts";

type Props = {
  readonly busy: boolean;
  /** The dialog sends it, as it sends the password, and says why it was refused. */
  readonly onUse: (confirm: typeof confirmByPasskey) => void;
};

/** A passkey instead of the password; nothing for whoever has none. */
export function PasskeyConfirm({ busy, onUse }: Props): ReactNode {
  const { data } = useQuery({
    queryKey: ["second-factor"],
    queryFn: ({ signal }) => valueOf(fetchSecondFactor(signal)),
  });
  if (data === undefined || data.passkeys.length === 0 || data.passkeyFault !== null) return null;
  return (
    <button type="button" disabled={busy} onClick={() => onUse(confirmByPasskey)} className={`self-start ${BUTTON}`}>
      <KeyRound aria-hidden="true" className="icon" />
      Use a passkey instead
    </button>
  );
}
