/** Words for the codes of Node, OpenSSL and undici. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset",
  EPIPE: "connection reset",
  ECONNABORTED: "connection reset",
  ETIMEDOUT: "connection timed out",
  EHOSTUNREACH: "host unreachable",
  ENETUNREACH: "network unreachable",
  EADDRNOTAVAIL: "network unreachable",
  ENOTFOUND: "name not found",
  EAI_AGAIN: "name lookup failed",
  ELINKLOCAL: "its name leads to a link-local or cloud metadata address",
  ENOENT: "socket or file not found",
  EACCES: "access denied",
  EMFILE: "too many open files here",
  CERT_HAS_EXPIRED: "certificate expired",
  CERT_NOT_YET_VALID: "certificate not yet valid",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate not trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate not trusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate is for another name",
  EPROTO: "TLS handshake failed",
  UND_ERR_CONNECT_TIMEOUT: "connection timed out",
  UND_ERR_SOCKET: "connection closed before the answer",
  UND_ERR_HEADERS_OVERFLOW: "headers too large",
  HPE_HEADER_OVERFLOW: "headers too large",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "answer cut short",
  UND_ERR_INVALID_ARG: "request not valid",
  UND_ERR_NOT_SUPPORTED: "request not valid",
  UND_ERR_DESTROYED: "closed",
  UND_ERR_CLOSED: "closed",
};

/**
 * A few plain words for a failure, from its code only: a message may hold an address or a password.
 * `words` are looked up before the general ones.
 */
export function reasonOf(error: unknown, words: Readonly<Record<string, string>> = {}): string {
  const code = codeOf(error);
  if (code === null) return "failed";
  return words[code] ?? WORDS[code] ?? wordsForFamily(code);
}

/** The error's `code`, or its cause's; null when it has none that looks like one. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  if ("code" in error && typeof error.code === "string" && /^[A-Za-z0-9_]{1,60}$/.test(error.code)) return error.code;
  return "cause" in error ? codeOf(error.cause) : null;
}

function wordsForFamily(code: string): string {
  if (code.startsWith("HPE_")) return "not a valid HTTP answer";
  if (code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_")) return "TLS handshake failed";
  return `failed (${code})`;
}
