/** Says what a body says against having taken the message; null where it says nothing against it. */
export type Taken = (body: string) => string | null;

/** A service's own word for why: short, and never a text that may repeat what was sent. */
const WORD = /^[\w .:,'-]{1,80}$/;

/**
 * Chats and pagers answer 200 to what they did not take: `{"ok":false,"error":"invalid_auth"}`, `{"success":false}`,
 * `{"status":"invalid event"}`. A web page is somebody else's answer: a sign-in page, a proxy's. Any other text is a yes, as
 * Slack's own "ok" is.
 */
export const saysNothingElse: Taken = (body) => {
  if (/^\s*</.test(body)) return "a web page";
  return saysNo(body);
};

/** What a JSON body says where it says no. */
export const saysNo: Taken = (body) => {
  const answer = jsonObject(body);
  if (answer === null) return null;
  const { ok, success, status, error, errors, message } = answer;
  const refused =
    ok === false ||
    success === false ||
    (typeof status === "string" && /^(error|fail|invalid)/i.test(status)) ||
    (typeof error === "string" && error !== "") ||
    (Array.isArray(errors) && errors.length > 0);
  if (!refused) return null;
  const word = [error, Array.isArray(errors) ? errors[0] : null, message, status].find(
    (each): each is string => typeof each === "string" && WORD.test(each),
  );
  return word === undefined ? "that it did not take it" : `"${word}"`;
};

function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}
