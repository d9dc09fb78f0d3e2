import type { z } from "zod";
import { refuse, type Outcome } from "#core/outcome";
import { confirmedSchema, doneSchema } from "#wire/accounts";
import {
  newPasskeyOptionsSchema,
  passkeyOptionsSchema,
  type NewPasskeyBody,
  type NewPasskeyOptions,
  type PasskeyBody,
  type PasskeyOptions,
} from "#wire/passkey";
import { ask } from "./api.ts";

const OWN = "/api/v1/session/passkeys";

/** Why this browser makes and uses no passkeys on this page, in one sentence; null: it does. */
export function passkeyTrouble(): string | null {
  if (!window.isSecureContext)
    return "Passkeys need https: open Holdpoint under an address with https, or as http://localhost on this machine.";
  return "PublicKeyCredential" in window ? null : "This browser knows no passkeys.";
}

/** Lets the browser make a passkey, and Holdpoint keep it. */
export async function addPasskey({ name }: { readonly name: string }): Promise<Outcome<Record<string, never>>> {
  const options = await ask(`${OWN}/new`, { schema: newPasskeyOptionsSchema, method: "POST" });
  if (!options.ok) return options;
  const made = await tried(() => make(options.value));
  if (!made.ok) return made;
  return await ask(OWN, { schema: doneSchema, method: "POST", body: { name, ...made.value } });
}

export function removePasskey(id: string): Promise<Outcome<Record<string, never>>> {
  return ask(`${OWN}/${encodeURIComponent(id)}`, { schema: doneSchema, method: "DELETE" });
}

/** The second step of signing in. */
export function givePasskey(): Promise<Outcome<Record<string, never>>> {
  return signFor("/api/v1/session/passkey", doneSchema);
}

/** Step-up, instead of the password. */
export function confirmByPasskey(): Promise<Outcome<{ readonly confirmedUntil: number }>> {
  return signFor("/api/v1/session/confirm/passkey", confirmedSchema);
}

async function signFor<T>(path: string, schema: z.ZodType<T>): Promise<Outcome<T>> {
  const options = await ask(path, { schema: passkeyOptionsSchema, method: "POST" });
  if (!options.ok) return options;
  const signed = await tried(() => sign(options.value));
  return signed.ok ? await ask(path, { schema, method: "PUT", body: signed.value }) : signed;
}

async function make(options: NewPasskeyOptions): Promise<Omit<NewPasskeyBody, "name"> | null> {
  const made = (await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      user: { ...options.user, id: bytesOf(options.user.id) },
      excludeCredentials: options.excludeCredentials.map(knownOf),
    },
  })) as PublicKeyCredential | null;
  if (made === null) return null;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    id: textOf(made.rawId),
    clientDataJSON: textOf(response.clientDataJSON),
    attestationObject: textOf(response.attestationObject),
    transports: response.getTransports(),
  };
}

async function sign(options: PasskeyOptions): Promise<PasskeyBody | null> {
  const signed = (await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      allowCredentials: options.allowCredentials.map(knownOf),
    },
  })) as PublicKeyCredential | null;
  if (signed === null) return null;
  const response = signed.response as AuthenticatorAssertionResponse;
  return {
    id: textOf(signed.rawId),
    clientDataJSON: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.authenticatorData),
    signature: textOf(response.signature),
  };
}

const NOT_DONE = "No passkey was chosen, or time was up. Try again.";
const SAID: Readonly<Record<string, string>> = {
  NotAllowedError: NOT_DONE,
  AbortError: NOT_DONE,
  InvalidStateError: "This device or key has a passkey of yours already.",
  SecurityError:
    "The browser takes no passkeys at this address. Open Holdpoint under the name that HOLDPOINT_PUBLIC_URL says.",
};

/** What the browser gave, or why it gave nothing, in words. */
async function tried<T>(work: () => Promise<T | null>): Promise<Outcome<T>> {
  const trouble = passkeyTrouble();
  if (trouble !== null) return refuse("conflict", trouble);
  try {
    const value = await work();
    return value === null ? refuse("conflict", NOT_DONE) : { ok: true, value };
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    return refuse("conflict", SAID[name] ?? `The browser could not do it (${name || "no reason given"}). Try again.`);
  }
}

type Known = PasskeyOptions["allowCredentials"][number];

function knownOf({ type, id, transports }: Known): PublicKeyCredentialDescriptor {
  return { type, id: bytesOf(id), transports: transports as AuthenticatorTransport[] };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function textOf(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
