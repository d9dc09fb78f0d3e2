/** What the server says as it cuts a connection off: `lib/edges/realtime/connection-budget.ts` closes with this code. */
const POLICY_VIOLATION = 1008;

const REFUSED: Readonly<Record<string, string>> = {
  unauthenticated: "Holdpoint does not know this session or display any more: sign in, or pair the display again.",
  too_many: "Holdpoint takes no more connections from this address for now.",
  unavailable: "Holdpoint cannot tell who this is at the moment.",
};

/** Why there was no connection, in a sentence: refused once it was there, or already as it was asked for. Null where nobody knows. */
export function whyRefused(error: Error & { readonly description?: unknown }): string | null {
  const said = Object.hasOwn(REFUSED, error.message) ? REFUSED[error.message] : undefined;
  if (said !== undefined) return said;
  if (error.description === 429) return REFUSED["too_many"] ?? null;
  return error.description === 503 ? "Holdpoint is short of memory or time and takes no new connections." : null;
}

/** Why a connection ended, in a sentence; null for one that broke without a word. */
export function whyEnded(reason: string, details: unknown): string | null {
  if (reason === "io server disconnect") return "Holdpoint ended this connection.";
  const context = fieldOf(details, "context");
  if (fieldOf(context, "code") !== POLICY_VIOLATION) return null;
  const why = fieldOf(context, "reason");
  return `Holdpoint cut this connection off${typeof why === "string" && why !== "" ? `: it ${why}` : ""}.`;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}
