import { LogIn } from "lucide-react";
import type { ReactNode } from "react";
import { ShortName } from "#components/live/short-name";

export type SeededAccount = {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: string;
};

type Props = {
  readonly accounts: readonly SeededAccount[];
  readonly busy: boolean;
  readonly onChoose: (account: SeededAccount) => void;
};

/** The demo's people: one press is one of them. */
export function SeededAccounts({ accounts, busy, onChoose }: Props): ReactNode {
  return (
    <section aria-labelledby="seeded" className="flex flex-col gap-2">
      <h2 id="seeded" className="text-sm font-semibold tracking-wide text-soft">
        Or be somebody of the demo
      </h2>
      <ul className="flex flex-col gap-2">
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              disabled={busy}
              onClick={() => onChoose(account)}
              className="flex min-h-11 w-full items-center gap-3 rounded-md border border-line bg-ground px-3 py-2 text-left hover:bg-raised disabled:opacity-60"
            >
              <LogIn aria-hidden="true" className="icon text-soft" />
              <ShortName className="flex-1 font-medium">{account.name}</ShortName>
              <span className="text-sm text-soft">{account.role}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
