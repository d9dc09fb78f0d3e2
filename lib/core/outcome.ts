/** Why a request was turned down; one table in `edges/web/respond.ts` maps each to HTTP. */
export type RefusalCode =
  | "not_found"
  | "conflict"
  | "invalid"
  /** Not even read: no JSON, not UTF-8, nested without end. */
  | "unreadable"
  | "forbidden"
  /** Allowed, once the password has been given again. */
  | "confirm"
  | "unauthenticated"
  | "too_large"
  | "too_many"
  | "unavailable"
  | "internal";

/** One sentence for a person; `places` names each field at fault, where there are any. */
export type Refusal = {
  readonly code: RefusalCode;
  readonly message: string;
  readonly places?: readonly { readonly path: string; readonly message: string }[];
  /** When it may be asked again, in seconds from now. */
  readonly retryAfterSeconds?: number;
};

/** A result that a caller must look at: data, so that it crosses module copies and the network unharmed. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function accept<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** `too_many`, until `seconds` from now. */
export function refuseFor(seconds: number, message: string): Outcome<never> {
  return { ok: false, refusal: { code: "too_many", message, retryAfterSeconds: seconds } };
}

export function refuse(code: RefusalCode, message: string, places?: Refusal["places"]): Outcome<never> {
  return { ok: false, refusal: places ? { code, message, places } : { code, message } };
}
