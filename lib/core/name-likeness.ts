/** Letters of Cyrillic and Greek that are drawn as these Latin ones are, in the order of `LATIN`. */
const OTHERS = [..."АВЕЅІЈКМНОРСТУХҮԚԜаеѕіјкмнорстухүһԁԛԝвΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχγϲ"];
const LATIN = [..."abesijkmhopctyxyqwaesijkmhopctyxyhdqwbabezhikmnoptyxaikvoptuxyc"];
const LOOKS_LIKE = new Map(OTHERS.map((letter, i) => [letter, LATIN[i] ?? letter]));

/** Not the vowel signs of other scripts, without which a name is another one. */
const ACCENT = /[\u0300-\u036F]/gu;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** What a name looks like: two names with the same one pass for each other. Without case, accents and what cannot be seen. */
export function likenessOf(name: string): string {
  const plain = name.normalize("NFKD").replace(ACCENT, "").replace(UNSEEN, "").normalize("NFC");
  const latin = [...plain].map((letter) => LOOKS_LIKE.get(letter) ?? letter).join("");
  return latin.toLowerCase().replace(/\s+/gu, " ").trim();
}

/** A word of Latin letters and letters of Cyrillic or Greek is of no language, and looks like one of Latin letters alone. */
export function mixesAlphabets(name: string): boolean {
  return name
    .normalize("NFKC")
    .split(/[^\p{L}\p{M}]+/u)
    .some((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
}
