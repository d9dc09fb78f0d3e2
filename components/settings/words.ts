import { disciplineSchema, type Discipline } from "#core/plan/people";
import type { PersonRole } from "#wire/accounts";

export const ROLE_OPTIONS: readonly { readonly value: PersonRole; readonly label: string }[] = [
  { value: "admin", label: "Administrator" },
  { value: "operator", label: "Operator" },
  { value: "lead", label: "Lead" },
  { value: "executive", label: "Executive" },
];

const ROLE_MEANING: Readonly<Record<PersonRole, string>> = {
  admin: "Runs Holdpoint: people, displays, and everything that a lead does but vote.",
  operator: "Prepares: shows readiness items, assigns roles, fills in forms. Decides nothing.",
  lead: "Decides: votes for one role of their discipline, starts, decides and signs checkpoints.",
  executive: "Reads everything, changes nothing.",
};

/** What somebody with this role does here, and what a lead lacks without a discipline. */
export function roleMeaning(role: string, discipline: string): string {
  const lacks = role === "lead" && discipline === "" ? " Without a discipline a lead cannot vote." : "";
  return `${ROLE_MEANING[toRole(role)]}${lacks}`;
}

export const DISCIPLINE_OPTIONS: readonly { readonly value: Discipline | ""; readonly label: string }[] = [
  { value: "", label: "No discipline" },
  ...disciplineSchema.options.map((value) => ({ value, label: disciplineWords(value) })),
];

function disciplineWords(discipline: string): string {
  const words = discipline.replaceAll("-", " ");
  return discipline === "qa" ? "QA" : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** "Lead, Data science". */
export function roleWords({ role, discipline }: { readonly role: string; readonly discipline: string | null }): string {
  const label = ROLE_OPTIONS.find(({ value }) => value === role)?.label ?? role;
  return discipline === null ? label : `${label}, ${disciplineWords(discipline)}`;
}

export function toRole(value: string): PersonRole {
  return ROLE_OPTIONS.find((option) => option.value === value)?.value ?? "executive";
}

export function toDiscipline(value: string): Discipline | null {
  return disciplineSchema.safeParse(value).data ?? null;
}
