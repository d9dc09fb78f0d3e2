/** What an `Authorization: Bearer` header names, or null; the scheme's case says nothing (RFC 9110, 11.1). */
export function bearerOf(authorization: string | null): string | null {
  return authorization?.match(/^Bearer +(\S{1,200})$/i)?.[1] ?? null;
}
