import type { Refusal } from "#core/outcome";

const SPEAKS_OF_THE_FIELD = /^(must|may|needs|holds|is)\b/;

/** What a refusal says of one field, as a sentence; null where it is not at fault. */
export function fieldFault(refusal: Refusal | null, path: string, name: string): string | null {
  const message = refusal?.places?.find((place) => place.path === path)?.message;
  if (message === undefined) return null;
  const words = SPEAKS_OF_THE_FIELD.test(message)
    ? `${name} ${message}`
    : `${message.slice(0, 1).toUpperCase()}${message.slice(1)}`;
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** A reason that others will read later: what is missing in it, or what the server said of it. */
export function reasonFault(
  reason: string,
  {
    tried,
    refusal,
    path = "reason",
  }: { readonly tried: boolean; readonly refusal: Refusal | null; readonly path?: string },
): string | null {
  if (tried && isTooShort(reason)) return "Say why, in a few words.";
  return fieldFault(refusal, path, "The reason");
}

export function isTooShort(text: string): boolean {
  return text.trim().length < 3;
}
