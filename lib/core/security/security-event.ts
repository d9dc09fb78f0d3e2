import { z } from "zod";
import { personSchema, type Person } from "../room/actor.ts";

/** What the security log tells, with the words for it. Shipped ones keep their name and meaning. */
export const SECURITY_EVENTS = {
  sign_in: "Signed in",
  sign_in_failed: "Sign-in failed",
  sign_in_refused: "Sign-in refused",
  sign_out: "Signed out",
  session_ended: "Session ended",
  step_up_failed: "Confirmation failed",
  password_changed: "Password changed",
  reset_link_made: "Reset link made",
  reset_link_used: "Reset link used",
  account_made: "Account made",
  role_changed: "Role changed",
  account_disabled: "Account disabled",
  account_enabled: "Account enabled",
  invitation_made: "Invitation made",
  invitation_withdrawn: "Invitation withdrawn",
  second_factor_added: "Second factor added",
  second_factor_removed: "Second factor removed",
  second_factor_reset: "Second factor reset",
  second_factor_failed: "Second factor failed",
  backup_code_used: "Backup code used",
  backup_codes_made: "Backup codes made",
  passkey_added: "Passkey added",
  passkey_used: "Passkey used",
  passkey_removed: "Passkey removed",
  display_paired: "Display paired",
  display_revoked: "Display revoked",
  share_link_made: "Share link made",
  share_link_revoked: "Share link revoked",
  calendar_link_made: "Calendar link made",
  calendar_link_revoked: "Calendar link revoked",
  push_refused: "Push refused",
  log_found_changed: "Log found changed",
} as const;
export type SecurityEventType = keyof typeof SECURITY_EVENTS;

export const securityTypeSchema = z.enum(Object.keys(SECURITY_EVENTS) as [SecurityEventType, ...SecurityEventType[]]);

/** One row: who did what to whom, and from where; null where nobody, or nothing, can be named. */
export const securityEventSchema = z.object({
  /** Real time, epoch ms. */
  at: z.number(),
  type: securityTypeSchema,
  by: personSchema.nullable(),
  /** An account by its e-mail address, a display or a link by its name. */
  about: z.string().nullable(),
  /** Address of the peer. */
  peer: z.string().nullable(),
  detail: z.string(),
});
export type SecurityEvent = z.infer<typeof securityEventSchema>;

/** Who and what, without the moment; fields that are left out are null, `detail` is empty. */
export type NewSecurityEvent = Pick<SecurityEvent, "type"> & Partial<Omit<SecurityEvent, "at" | "type">>;

/** By somebody who is signed in, and from where. */
export function doneBy({
  account,
  peer,
}: {
  readonly account: Person;
  readonly peer: string;
}): Pick<NewSecurityEvent, "by" | "peer"> {
  return { by: account, peer };
}

export const loggedSecurityEventSchema = securityEventSchema.extend({ seq: z.number().int(), hash: z.string() });
export type LoggedSecurityEvent = z.infer<typeof loggedSecurityEventSchema>;
