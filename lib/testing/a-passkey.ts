import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import type { NewPasskeyBody, NewPasskeyOptions, PasskeyBody, PasskeyOptions } from "#wire/passkey";

const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

/** How an answer differs from a right one. */
export type Wish = {
  /** The page that asks. */
  readonly origin?: string;
  readonly rpId?: string;
  /** Says how often it has signed; absent: one more than before. */
  readonly counter?: number;
  /** Makes sure of nobody. */
  readonly unverified?: true;
};

/** A key of its own with ES256, which answers as an authenticator and a browser do together. */
export class SoftPasskey {
  readonly id: string;
  private readonly key: KeyObject;
  private readonly publicKey: KeyObject;
  private readonly origin: string;
  private counter = 0;

  /** `origin`: of the page that it is used on. */
  constructor(origin = "http://localhost:3000") {
    this.origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.key = privateKey;
    this.publicKey = publicKey;
    this.id = randomBytes(32).toString("base64url");
  }

  /** What a browser sends of a key that was made. */
  make({ challenge, rp }: NewPasskeyOptions, name: string, wish: Wish = {}): NewPasskeyBody {
    const { x = "", y = "" } = this.publicKey.export({ format: "jwk" });
    const id = Buffer.from(this.id, "base64url");
    const cose = Buffer.concat([
      ...[Buffer.from("a5010203262001215820", "hex"), Buffer.from(x, "base64url")],
      ...[Buffer.from("225820", "hex"), Buffer.from(y, "base64url")],
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const authenticatorData = Buffer.concat([
      ...[this.head(wish.rpId ?? rp.id, ATTESTED | flagsOf(wish), wish.counter ?? 0), Buffer.alloc(16)],
      ...[length, id, cose],
    ]);
    // {"fmt": "none", "attStmt": {}, "authData": bytes}
    const size = Buffer.alloc(2);
    size.writeUInt16BE(authenticatorData.length);
    const attestationObject = Buffer.concat([
      ...[Buffer.from("a363666d74646e6f6e656761747453746d74a0686175746844617461", "hex")],
      ...[Buffer.from([0x59]), size, authenticatorData],
    ]);
    return {
      ...{ name, id: this.id, transports: ["internal"], attestationObject: attestationObject.toString("base64url") },
      clientDataJSON: this.clientData("webauthn.create", challenge, wish).toString("base64url"),
    };
  }

  /** What a browser sends of a challenge that was signed. */
  sign({ challenge, rpId }: PasskeyOptions, wish: Wish = {}): PasskeyBody {
    this.counter = wish.counter ?? this.counter + 1;
    const authenticatorData = this.head(wish.rpId ?? rpId, flagsOf(wish), this.counter);
    const clientData = this.clientData("webauthn.get", challenge, wish);
    const signed = Buffer.concat([authenticatorData, createHash("sha256").update(clientData).digest()]);
    return {
      id: this.id,
      clientDataJSON: clientData.toString("base64url"),
      authenticatorData: authenticatorData.toString("base64url"),
      signature: sign("sha256", signed, this.key).toString("base64url"),
    };
  }

  private head(rpId: string, flags: number, counter: number): Buffer {
    const rest = Buffer.alloc(5);
    rest.writeUInt8(flags);
    rest.writeUInt32BE(counter, 1);
    return Buffer.concat([createHash("sha256").update(rpId).digest(), rest]);
  }

  private clientData(type: string, challenge: string, { origin = this.origin }: Wish): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }
}

function flagsOf({ unverified }: Wish): number {
  return unverified === true ? PRESENT : PRESENT | VERIFIED;
}
