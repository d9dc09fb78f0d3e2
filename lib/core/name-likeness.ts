type Drawn = ReadonlyMap<string, string>;

/** The letters of `others`, each drawn as the one of `latin` in the same place. */
function drawn(others: string, latin: string): Drawn {
  const as = [...latin];
  return new Map([...others].map((letter, i) => [letter, as[i] ?? letter]));
}

/** Cyrillic, whose two cases are drawn alike but for the palochka, and Latin letters that pass for plainer ones. */
const EITHER = [
  ...drawn("авеѕіјкмнорстухүһԁԛԝѵѡ", "abesijkmhopctyxyhdqwvw"),
  ...drawn("ıłøđħŧɨɑɡᴀʙᴄᴅᴇʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ", "ilodhtiagabcdehijklmnoprtuvwyz"),
];
/** Greek, of which Ν is drawn as N and ν as v. */
const CAPITALS: Drawn = new Map([...EITHER, ...drawn("αβεζηικμνορτυχϲӏ", "abezhikmnoptyxci")]);
const SMALL: Drawn = new Map([...EITHER, ...drawn("αβεγηικμνορτυχωϲӏ", "abeynikuvoptuxwcl")]);

/** Scripts whose marks are accents; in others a mark is a vowel, or one half of a letter, and without it a name is another one. */
const ACCENTED = String.raw`\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Coptic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Common}`;
/** Those of no script of their own too, but for the voiced sounds of kana. */
const ACCENT = new RegExp(
  String.raw`(?<=(?:^|[${ACCENTED}])\p{M}*)\p{M}|(?![\u3099\u309A])(?=\p{M})\p{Script=Inherited}`,
  "gu",
);
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Z}\s\p{Cc}\u2800]/gu;
const DASHES = /\p{Pd}/gu;
const APOSTROPHES = /[’‘‛ʼʹ′`]/gu;
const ENDS = /^\p{P}+|\p{P}+$/gu;

/** Whether two names pass for each other: but for case, accents, blanks, punctuation around them and what cannot be seen, they look the same. */
export function looksAlike(one: string, other: string): boolean {
  const looks = looksOf(other);
  return looksOf(one).some((look) => looks.includes(look));
}

/** As it is written, all in capitals, and all in small letters. */
function looksOf(name: string): readonly string[] {
  const plain = name
    .normalize("NFKD")
    .replace(UNSEEN, "")
    .replace(ACCENT, "")
    .replace(DASHES, "-")
    .replace(APOSTROPHES, "'")
    .normalize("NFC");
  const letters = [...(plain.replace(ENDS, "") || plain)];
  const written = letters.map((letter) => draw(isCapital(letter) ? CAPITALS : SMALL, letter));
  return [written, ...[CAPITALS, SMALL].map((as) => letters.map((letter) => draw(as, letter)))].map((look) =>
    look.join(""),
  );
}

function isCapital(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

function draw(as: Drawn, letter: string): string {
  // letter for letter: a sigma is not another one at the end of a word, and ß is SS in capitals
  const folded = [...letter.toLowerCase().toUpperCase()].map((capital) => capital.toLowerCase());
  return folded.map((small) => as.get(small) ?? small).join("");
}

/** A word of Latin letters and letters of Cyrillic or Greek is of no language, and looks like one of Latin letters alone. */
export function mixesAlphabets(name: string): boolean {
  return name
    .normalize("NFKC")
    .split(/[^\p{L}\p{M}]+/u)
    .some((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
}
