import type { Visitor } from "#core/access";
import type { Identity } from "#core/identity";
import { accountRoleSchema } from "#core/room/actor";

/** Everybody whom the table of who may do what knows. */
export const VISITORS: readonly Visitor[] = [...accountRoleSchema.options, "nobody"];

/** Somebody whom the table knows as `visitor`. */
export function anIdentity(visitor: Visitor): Identity {
  if (visitor === "nobody") return { kind: "nobody" };
  if (visitor === "display") return { kind: "display", id: "1", name: "Wall" };
  const account = { id: "1", name: "Ada", email: "ada@example.test", role: visitor, discipline: null };
  return { kind: "person", account, sessionId: "1", confirmedAt: 0, secondFactor: "none", peer: "10.0.0.1" };
}

/** Whoever has the visitor's word as their token; nobody with any other. */
export function byToken({ token }: { readonly token: string | null }): Promise<Identity> {
  return Promise.resolve(anIdentity(VISITORS.find((visitor) => visitor === token) ?? "nobody"));
}
