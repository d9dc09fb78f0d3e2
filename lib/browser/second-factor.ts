import type { Outcome } from "#core/outcome";
import { doneSchema } from "#wire/accounts";
import {
  backupCodesSchema,
  newSecondFactorSchema,
  secondFactorSchema,
  type CodeBody,
  type NewBackupCodes,
  type NewSecondFactor,
  type SecondFactor,
  type SecondFactorBody,
} from "#wire/second-factor";
import { ask } from "./api.ts";

type Done = Promise<Outcome<Record<string, never>>>;
const OWN = "/api/v1/session/second-factor";

/** The second step of signing in. */
export function giveCode(body: CodeBody): Done {
  return ask("/api/v1/session/code", { schema: doneSchema, method: "POST", body });
}

export function fetchSecondFactor(signal?: AbortSignal): Promise<Outcome<SecondFactor>> {
  return ask(OWN, { schema: secondFactorSchema, signal });
}

/** A key for an app, told now and never again. */
export function beginSecondFactor(body: SecondFactorBody): Promise<Outcome<NewSecondFactor>> {
  return ask(OWN, { schema: newSecondFactorSchema, method: "POST", body });
}

/** The key counts from now on. */
export function proveSecondFactor(body: CodeBody): Done {
  return ask(OWN, { schema: doneSchema, method: "PUT", body });
}

export function removeSecondFactor(): Done {
  return ask(OWN, { schema: doneSchema, method: "DELETE" });
}

/** Instead of all that there were; told now and never again. */
export function makeBackupCodes(): Promise<Outcome<NewBackupCodes>> {
  return ask("/api/v1/session/backup-codes", { schema: backupCodesSchema, method: "POST" });
}

/** Of somebody who lost it. */
export function resetSecondFactor(id: string): Done {
  return ask(`/api/v1/accounts/${encodeURIComponent(id)}/second-factor`, { schema: doneSchema, method: "DELETE" });
}
