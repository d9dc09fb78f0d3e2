import type { AccountRole } from "#core/room/actor";
import type { Discipline } from "#core/plan/people";

/** Somebody of the rehearsal: an account, and the plan's roles that they hold. */
export type RehearsalPerson = {
  readonly name: string;
  readonly email: string;
  readonly role: AccountRole;
  readonly discipline: Discipline | null;
  readonly holds: readonly string[];
};

/** Who takes part in the rehearsal of the shipped plan: every role is held, and every vote is somebody's. */
export const REHEARSAL_PEOPLE: readonly RehearsalPerson[] = [
  {
    name: "Ada Osei",
    email: "ada@rehearsal.test",
    role: "lead",
    discipline: "engineering",
    holds: ["vp-engineering", "engineering-lead"],
  },
  { name: "Noor Haddad", email: "noor@rehearsal.test", role: "lead", discipline: "product", holds: ["product-lead"] },
  {
    name: "Tomas Silva",
    email: "tomas@rehearsal.test",
    role: "lead",
    discipline: "operations",
    holds: ["operations-lead"],
  },
  {
    name: "Mei Lin",
    email: "mei@rehearsal.test",
    role: "lead",
    discipline: "data-science",
    holds: ["data-science-lead", "data-analyst"],
  },
  {
    name: "Jonas Berg",
    email: "jonas@rehearsal.test",
    role: "operator",
    discipline: "engineering",
    holds: ["backend-engineer", "devops-engineer", "on-call-primary"],
  },
  {
    name: "Priya Nair",
    email: "priya@rehearsal.test",
    role: "operator",
    discipline: "operations",
    holds: ["operations-engineer", "on-call-secondary", "support-lead"],
  },
  { name: "Robin Keller", email: "robin@rehearsal.test", role: "admin", discipline: null, holds: [] },
  {
    name: "Ines Marchetti",
    email: "ines@rehearsal.test",
    role: "executive",
    discipline: "executive",
    holds: ["ceo", "board"],
  },
];
