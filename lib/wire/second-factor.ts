import { z } from "zod";
import { passwordSchema } from "./accounts.ts";
import { passkeySchema } from "./passkey.ts";

/** Six digits of an app, or one of the backup codes, however it was written down. */
const codeSchema = z
  .string()
  .max(60, "must be six digits, or a backup code")
  .transform((text) => text.toLowerCase().replace(/[^a-z0-9]/g, ""))
  .pipe(z.string().regex(/^(\d{6}|[a-z0-9]{10})$/, "must be six digits, or a backup code"));

/** `POST /api/v1/session/code`: the second step of signing in, and `PUT /api/v1/session/second-factor`. */
export const codeBodySchema = z.strictObject({ code: codeSchema });
export type CodeBody = z.infer<typeof codeBodySchema>;

/** `POST /api/v1/session/second-factor`. */
export const secondFactorBodySchema = z.strictObject({ password: passwordSchema });
export type SecondFactorBody = z.infer<typeof secondFactorBodySchema>;

/** What an app takes, told once: it counts when a code of it was right. */
export const newSecondFactorSchema = z.object({
  /** `otpauth://totp/...`, for a QR code. */
  uri: z.string(),
  /** The key in it, in base 32, to be typed. */
  key: z.string(),
  /** Each signs in once, without the app. */
  backupCodes: z.array(z.string()),
});
export type NewSecondFactor = z.infer<typeof newSecondFactorSchema>;

/** `POST /api/v1/session/backup-codes`: told once, instead of all that there were. */
export const backupCodesSchema = newSecondFactorSchema.pick({ backupCodes: true });
export type NewBackupCodes = z.infer<typeof backupCodesSchema>;

/** `GET /api/v1/session/second-factor`. */
export const secondFactorSchema = z.object({
  /** Codes of an app are asked for. */
  isOn: z.boolean(),
  /** Null where they cannot be read, or there is no app. */
  backupCodesLeft: z.number().nullable(),
  /** Oldest first. */
  passkeys: z.array(passkeySchema),
  /** Why no passkey can be made or used at the address that was asked, in one sentence; null: one can. */
  passkeyFault: z.string().nullable(),
});
export type SecondFactor = z.infer<typeof secondFactorSchema>;
