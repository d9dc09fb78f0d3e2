import type { ReactNode } from "react";

type Option<T> = { readonly value: T; readonly label: string };
type Props<T> = {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
};

/** One of a few, side by side; thumb-sized on a phone. */
export function Choice<T extends string | number>({
  label,
  options,
  value,
  onChange,
  disabled = false,
}: Props<T>): ReactNode {
  return (
    <div
      role="group"
      aria-label={label}
      className="inline-flex self-start rounded-md border border-line bg-ground p-0.5"
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          disabled={disabled}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className="min-h-11 min-w-11 rounded px-3 text-sm font-medium text-soft hover:text-ink disabled:opacity-60 aria-pressed:bg-raised aria-pressed:text-ink aria-pressed:shadow-[inset_0_-2px_0_var(--accent)] sm:min-h-8"
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
