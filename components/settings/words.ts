import { disciplineSchema, type Discipline } from "#core/plan/people";
import type { AccountRole } from "#core/room/actor";
import type { PersonRole } from "#wire/accounts";

export const ROLE_OPTIONS: readonly { readonly value: PersonRole; readonly label: string }[] = [
  { value: "admin", label: "Administrator" },
  { value: "operator", label: "Operator" },
  { value: "lead", label: "Lead" },
  { value: "executive", label: "Executive" },
];

export const DISCIPLINE_OPTIONS: readonly { readonly value: Discipline | ""; readonly label: string }[] = [
  { value: "", label: "No discipline" },
  ...disciplineSchema.options.map((value) => ({ value, label: disciplineWords(value) })),
];

function disciplineWords(discipline: Discipline): string {
  const words = discipline.replaceAll("-", " ");
  return discipline === "qa" ? "QA" : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** "Lead, Data science". */
export function roleWords({
  role,
  discipline,
}: {
  readonly role: AccountRole;
  readonly discipline: Discipline | null;
}): string {
  const label = ROLE_OPTIONS.find(({ value }) => value === role)?.label ?? role;
  return discipline === null ? label : `${label}, ${disciplineWords(discipline)}`;
}

export function toRole(value: string): PersonRole {
  return ROLE_OPTIONS.find((option) => option.value === value)?.value ?? "executive";
}

export function toDiscipline(value: string): Discipline | null {
  return disciplineSchema.safeParse(value).data ?? null;
}

/** Real time, for what has nothing to do with the rollout: `Sun 2 Nov 16:15 UTC`. */
export function dateWords(at: number): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  })
    .format(at)
    .replaceAll(",", "");
  return `${parts} UTC`;
}
