import { refuse, type Outcome } from "#core/outcome";
import { LINK_LOCAL } from "#edges/guard";

/** Words for the codes of Node, OpenSSL, undici and nodemailer. */
const WORDS: Readonly<Record<string, string>> = {
  [LINK_LOCAL]: "is at a link-local or cloud metadata address, which network.allowLinkLocal does not allow",
  ECONNREFUSED: "refused the connection",
  ECONNRESET: "closed the connection before it answered",
  EPIPE: "closed the connection before it answered",
  UND_ERR_SOCKET: "closed the connection before it answered",
  ETIMEDOUT: "did not answer in time",
  UND_ERR_CONNECT_TIMEOUT: "did not answer in time",
  EHOSTUNREACH: "cannot be reached from here",
  ENETUNREACH: "cannot be reached from here",
  ENOTFOUND: "has a name that is not known",
  EAI_AGAIN: "has a name that could not be looked up",
  EDNS: "has a name that could not be looked up",
  EAUTH: "did not take user and password",
  EENVELOPE: "did not take sender or recipient",
  EMESSAGE: "did not take the message",
  ESTARTTLS: "offers no encryption",
  ETLS: "could not be spoken to over TLS",
  EPROTO: "could not be spoken to over TLS",
  EPROTOCOL: "gave an answer that was not understood",
  ECONNECTION: "closed the connection before it answered",
  CERT_HAS_EXPIRED: "has a certificate that has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "has a certificate that is not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "has a certificate that is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "has a certificate that is not trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "has a certificate that is not trusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "has a certificate for another name",
};

/** One sentence of why `who` ("The mail server") could not be told, from the error's code: its text may hold an address or a password. */
export function failure(who: string, error: unknown): Outcome<never> {
  const codes = codesOf(error);
  const known = codes.map((code) => WORDS[code]).find((words) => words !== undefined) ?? wordsForText(error);
  const [code] = codes;
  return refuse("unavailable", `${who} ${known ?? `could not be told${code === undefined ? "" : ` (${code})`}`}.`);
}

/** The mail library puts a code of its own over that of TLS: the text is looked at then, and never shown. */
function wordsForText(error: unknown): string | undefined {
  const about = error instanceof Error && /certificate/i.test(error.message);
  return about ? "has a certificate that is not trusted" : undefined;
}

/** The innermost first: a mail library wraps what the network said. */
function codesOf(error: unknown): readonly string[] {
  if (typeof error !== "object" || error === null) return [];
  const inner = "cause" in error ? codesOf(error.cause) : [];
  const own = "code" in error && typeof error.code === "string" && /^\w{1,60}$/.test(error.code) ? [error.code] : [];
  const first = "errors" in error && Array.isArray(error.errors) ? codesOf(error.errors[0]) : [];
  return [...first, ...inner, ...own];
}

/** `who` had its time. */
export function tooLate(who: string, timeoutMs: number): Outcome<never> {
  return refuse("unavailable", `${who} did not answer within ${timeoutMs / 1_000} s.`);
}
