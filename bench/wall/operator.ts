/** Who sets the rate of the bench's rehearsal: a display may not. */
export const OPERATOR = { name: "Bench", email: "bench@rehearsal.test", password: "rehearsal-only" } as const;

/** The cookie of a session of theirs. */
export async function operatorCookie(url: string): Promise<string> {
  const { email, password } = OPERATOR;
  const answer = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`signing in was answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0] ?? "")
    .join("; ");
}
