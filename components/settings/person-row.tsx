import { Ban } from "lucide-react";
import type { ReactNode } from "react";
import type { AccountChange, People } from "#wire/accounts";
import { BUTTON } from "../ui/field-looks.ts";
import { SelectField } from "#components/ui/select-field";
import { SureButton } from "#components/ui/sure-button";
import { DISCIPLINE_OPTIONS, ROLE_OPTIONS, toDiscipline, toRole } from "./words.ts";

type Props = {
  readonly person: People["people"][number];
  readonly isMe: boolean;
  readonly busy: boolean;
  /** Of what was chosen alone: the rest may be another by now. */
  readonly onChange: (change: AccountChange & { readonly id: string }) => void;
  /** Makes a link for a new password. */
  readonly onReset: () => void;
  readonly onResetSecondFactor: () => void;
};

/** One account: who, role and discipline, and whether they may sign in. */
export function PersonRow({ person, isMe, busy, onChange, onReset, onResetSecondFactor }: Props): ReactNode {
  const { id, name, email, role, discipline, disabledAt } = person;
  const disabled = disabledAt !== null;
  return (
    <li className="grid grid-cols-2 items-center gap-x-4 gap-y-2 py-3 md:grid-cols-[minmax(0,1fr)_11rem_11rem_auto] lg:grid-cols-[minmax(0,1fr)_11rem_11rem_25rem]">
      <div className="min-w-0 max-md:col-span-2">
        <p className="font-medium wrap-anywhere">
          {name}
          {isMe && <span className="text-soft"> · you</span>}
        </p>
        <p className="text-sm wrap-anywhere text-soft">{email}</p>
        {disabled && (
          <p className="flex items-center gap-1.5 text-sm font-medium text-warn">
            <Ban aria-hidden="true" className="icon" />
            Disabled: may not sign in
          </p>
        )}
      </div>
      <SelectField
        label={`Role of ${name}`}
        isLabelHidden
        options={ROLE_OPTIONS}
        value={toRole(role)}
        disabled={busy || disabled}
        onChange={(value) => onChange({ id, role: toRole(value) })}
      />
      <SelectField
        label={`Discipline of ${name}`}
        isLabelHidden
        options={DISCIPLINE_OPTIONS}
        value={discipline ?? ""}
        disabled={busy || disabled}
        onChange={(value) => onChange({ id, discipline: toDiscipline(value) })}
      />
      {disabled ? (
        <button
          type="button"
          disabled={busy}
          onClick={() => onChange({ id, disabled: false })}
          className={`md:justify-self-end max-md:col-span-2 ${BUTTON}`}
        >
          Enable<span className="sr-only"> {name}</span>
        </button>
      ) : (
        <div className="flex flex-wrap gap-2 max-md:col-span-2 max-md:*:flex-1 md:justify-self-end">
          <button type="button" disabled={busy} onClick={onReset} className={BUTTON}>
            New password<span className="sr-only"> for {name}</span>
          </button>
          {person.secondFactor && (
            <SureButton label="Reset second factor" about={`of ${name}`} busy={busy} onSure={onResetSecondFactor} />
          )}
          <SureButton label="Disable" about={name} busy={busy} onSure={() => onChange({ id, disabled: true })} />
        </div>
      )}
    </li>
  );
}
