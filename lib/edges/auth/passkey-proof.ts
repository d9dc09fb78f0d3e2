import type { NewPasskeyBody, PasskeyBody } from "#wire/passkey";
import type { PasskeySite } from "./passkey-site.ts";

/** What an answer must be about. */
export type Expected = { readonly site: PasskeySite; readonly challenge: string };

/** What is kept of a passkey that was made. */
export type MadePasskey = { readonly id: string; readonly publicKey: Uint8Array; readonly counter: number };

/** EdDSA, ES256, RS256, by their COSE numbers. */
export const ALGORITHMS = [-8, -7, -257] as const;

/** Loaded when the first passkey is used: most installations have none. */
async function webAuthn() {
  return await import("@simplewebauthn/server");
}

/** Whether a page of another origin asked for it in a frame of its own. */
function isFramed(clientDataJSON: string): boolean {
  const said = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString()) as { readonly crossOrigin?: unknown };
  return said.crossOrigin === true;
}

/** The passkey of an answer, or null where anything in it is not as it was asked for. */
export async function readMade(body: NewPasskeyBody, { site, challenge }: Expected): Promise<MadePasskey | null> {
  const { verifyRegistrationResponse } = await webAuthn();
  const { id, clientDataJSON, attestationObject } = body;
  const read = await verifyRegistrationResponse({
    response: {
      ...{ id, rawId: id, type: "public-key", clientExtensionResults: {} },
      response: { clientDataJSON, attestationObject },
    },
    expectedChallenge: challenge,
    expectedOrigin: [...site.origins],
    expectedRPID: site.rpId,
    supportedAlgorithmIDs: [...ALGORITHMS],
    // the password came before
    requireUserVerification: false,
  }).catch(() => null);
  if (!read?.verified || isFramed(clientDataJSON)) return null;
  const { credential } = read.registrationInfo;
  return credential.id === id ? { id, publicKey: credential.publicKey, counter: credential.counter } : null;
}

type Signed = { readonly counter: number; readonly isVerified: boolean };

/** How often the passkey has signed now, and whether it made sure of its person; null where the answer is not right. */
export async function readSigned(
  body: PasskeyBody,
  { site, challenge, passkey }: Expected & { readonly passkey: MadePasskey },
): Promise<Signed | null> {
  const { verifyAuthenticationResponse } = await webAuthn();
  const { id, clientDataJSON, authenticatorData, signature } = body;
  const read = await verifyAuthenticationResponse({
    response: {
      ...{ id, rawId: id, type: "public-key", clientExtensionResults: {} },
      response: { clientDataJSON, authenticatorData, signature },
    },
    expectedChallenge: challenge,
    expectedOrigin: [...site.origins],
    expectedRPID: site.rpId,
    // a counter that went back is looked at by whoever keeps it
    credential: { id, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
    requireUserVerification: false,
  }).catch(() => null);
  if (!read?.verified || isFramed(clientDataJSON)) return null;
  return { counter: read.authenticationInfo.newCounter, isVerified: read.authenticationInfo.userVerified };
}
