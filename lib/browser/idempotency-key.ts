/** A new key for one command, sent again with every try. `crypto.randomUUID` is missing where a page is not on https. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
