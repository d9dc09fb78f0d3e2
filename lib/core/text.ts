import { z } from "zod";

/**
 * One rule for every name and every text that anybody hands in: it can be stored, read back, seen, and told from another.
 * Lengths are counted in characters as people count them (code points), after blanks at both ends are taken away.
 */
type Length = {
  readonly least?: number;
  readonly most: number;
  /** What to say when it is too short. */
  readonly tooShort?: string;
};

/** PostgreSQL takes neither NUL nor half of a surrogate pair; other control characters break mails, logs and terminals. */
const BROKEN = /[\p{Cs}\p{Noncharacter_Code_Point}]/u;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
const CONTROL_BUT_BREAKS = /(?![\n\t])\p{Cc}/u;
/** They turn what is read around, so that a name can pass for another. */
const TURNED = /[\u202A-\u202E\u2066-\u2069]/u;
/** What draws something: no blank, nothing that has no look of its own. */
const SEEN = /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** Joiners, variations and tags belong to scripts and emoji. */
const BELONGS = String.raw`\u200C\u200D\uFE00-\uFE0F\u{E0020}-\u{E007F}\u{E0100}-\u{E01EF}`;
const HIDDEN = new RegExp(String.raw`(?![${BELONGS}])[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]`, "u");
const LINE_BREAK = /\r\n?|[\u2028\u2029]/gu;

type Kind = "name" | "id" | "text" | "draft";

/** The first thing wrong with a text, as the end of a sentence; null for nothing. */
export function textFault(text: string, kind: Kind): string | null {
  const isLong = kind === "text" || kind === "draft";
  if (BROKEN.test(text)) return "holds a character that cannot be kept";
  if ((isLong ? CONTROL_BUT_BREAKS : CONTROL).test(text)) return "must not hold control characters";
  if (TURNED.test(text)) return "must not hold characters that turn the direction of writing";
  if (kind !== "draft" && text !== "" && !SEEN.test(text)) return "must hold something that can be seen";
  if (kind === "id" && isNameOfNothing(text)) return "names nothing";
  if (!isLong && HIDDEN.test(text)) return "must not hold characters that cannot be seen";
  return null;
}

function ruled(base: z.ZodString, kind: Kind, length: Length): z.ZodString {
  const {
    least = 0,
    most,
    tooShort = least === 1 ? "must not be empty" : `must have at least ${least} characters`,
  } = length;
  return base
    .check((context) => {
      const text = context.value;
      const count = [...text].length;
      const message =
        count < least ? tooShort : count > most ? `must have at most ${most} characters` : textFault(text, kind);
      if (message !== null) context.issues.push({ code: "custom", message, input: text });
    })
    .meta({ ...(least > 0 && { minLength: least }), maxLength: most });
}

/** A name or label of one line: of a person, a link, a screen, an action item. */
export function nameText(length: Length): z.ZodString {
  return ruled(z.string().trim().normalize("NFC"), "name", { least: 1, ...length });
}

/** Words of one or many lines; may be empty where `least` does not say otherwise. */
export function longText(length: Length): z.ZodString {
  return ruled(
    z
      .string()
      .overwrite((text) => text.replace(LINE_BREAK, "\n"))
      .trim(),
    "text",
    length,
  );
}

/** A link that people follow: a web address. One with a user in it only looks as if it led to that name. */
export const linkText = ruled(z.string().trim(), "name", { least: 1, most: 2_000 }).regex(
  /^https?:\/\/[^\s/?#@]+([/?#]\S*)?$/i,
  "must be a web address that begins with http:// or https://, without a user or password",
);

/** Whether every object has something of this name, so that a look-up would find what nobody made. */
export function isNameOfNothing(id: string): boolean {
  return id in Object.prototype;
}

/** An id as somebody outside names it. Whether anything has it is for the look-up to say. */
export const idText = ruled(z.string(), "id", { least: 1, most: 128 });

/** An id of a file: names one thing among its kind, and what other places refer to. */
export const slugText = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,62}$/, "must be 1 to 63 lower-case letters, digits, _ or -, starting with a letter")
  .refine((id) => !isNameOfNothing(id), "is a word that programs keep for themselves: take another");

/** A sentence that others will read later. */
export const reasonText = longText({ least: 3, most: 1_000, tooShort: "needs a few words" });
export const noteText = longText({ most: 1_000 });

/** What somebody has begun to type, as it stands: blanks too. */
export function draftText(most: number): z.ZodString {
  return ruled(z.string(), "draft", { most });
}

/** One line that is looked up or compared in lower case, as an address. */
export function lowerText(most: number): z.ZodString {
  return nameText({ most }).toLowerCase();
}
