/** The end of a sentence: ": what was said", or a full stop where nothing was. */
export function tail(text: string): string {
  return text === "" ? "." : `: ${text}`;
}
