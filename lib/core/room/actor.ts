import { z } from "zod";
import { disciplineSchema } from "../plan/people.ts";

/** What an account may do, from most to least; `display` is a paired screen and no account. */
export const accountRoleSchema = z.enum(["admin", "operator", "lead", "executive", "display"]);
export type AccountRole = z.infer<typeof accountRoleSchema>;

/** Somebody with an account, as the log names them: a name that changes later leaves the log as it was. */
export const personSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(120),
});
export type Person = z.infer<typeof personSchema>;

/** A person as the list of accounts has them now. */
export const accountSchema = personSchema.extend({ role: accountRoleSchema, discipline: disciplineSchema.nullable() });
export type Account = z.infer<typeof accountSchema>;

/** Who caused an event: a person in the role that the account had then, or Holdpoint itself. */
export const actorSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), ...accountSchema.shape }),
  z.object({ kind: z.literal("engine") }),
]);
export type Actor = z.infer<typeof actorSchema>;
export type PersonActor = Extract<Actor, { kind: "person" }>;

/** "Ada Osei", or "Holdpoint". */
export function actorName(actor: Actor): string {
  return actor.kind === "person" ? actor.name : "Holdpoint";
}
