import { z } from "zod";
import { nameText } from "#core/text";

/** A credential's id has at most 1,023 bytes. */
const ID_CHARACTERS = 1_364;
const BASE64URL = /^[A-Za-z0-9_-]+$/;

function bytesSchema(most: number): z.ZodString {
  return z.string().min(1).max(most).regex(BASE64URL, "must be bytes in base64url");
}

const idSchema = bytesSchema(ID_CHARACTERS);
const transportSchema = z.string().regex(/^[a-z-]{1,20}$/, "must be a word of WebAuthn, as usb or internal");
const knownSchema = z.object({
  type: z.literal("public-key"),
  id: z.string(),
  transports: z.array(z.string()),
});

/** `POST /api/v1/session/passkeys/new`: what a browser is asked to make, as WebAuthn's `PublicKeyCredentialCreationOptionsJSON`. */
export const newPasskeyOptionsSchema = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal("public-key"), alg: z.number() })),
  excludeCredentials: z.array(knownSchema),
  authenticatorSelection: z.object({ residentKey: z.literal("preferred"), userVerification: z.literal("preferred") }),
  attestation: z.literal("none"),
  timeout: z.number(),
});
export type NewPasskeyOptions = z.infer<typeof newPasskeyOptionsSchema>;

/** `POST /api/v1/session/passkeys`: what the browser made. */
export const newPasskeyBodySchema = z.strictObject({
  name: nameText({ most: 60 }),
  id: idSchema,
  clientDataJSON: bytesSchema(8_000),
  attestationObject: bytesSchema(40_000),
  transports: z.array(transportSchema).max(10).default([]),
});
export type NewPasskeyBody = z.infer<typeof newPasskeyBodySchema>;

/** `POST /api/v1/session/passkey`: what a browser is asked to sign, as WebAuthn's `PublicKeyCredentialRequestOptionsJSON`. */
export const passkeyOptionsSchema = z.object({
  challenge: z.string(),
  rpId: z.string(),
  allowCredentials: z.array(knownSchema),
  userVerification: z.enum(["preferred", "required"]),
  timeout: z.number(),
});
export type PasskeyOptions = z.infer<typeof passkeyOptionsSchema>;

/** `PUT /api/v1/session/passkey`: what the browser signed. */
export const passkeyBodySchema = z.strictObject({
  id: idSchema,
  clientDataJSON: bytesSchema(8_000),
  authenticatorData: bytesSchema(8_000),
  signature: bytesSchema(8_000),
});
export type PasskeyBody = z.infer<typeof passkeyBodySchema>;

/** One of one's own. */
export const passkeySchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.number(),
  lastUsedAt: z.number().nullable(),
  /** The name of the host that it works at. */
  host: z.string(),
});
