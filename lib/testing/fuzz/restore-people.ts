import { REHEARSAL_PEOPLE } from "#demo/people/people";
import { peopleAnswerSchema } from "#wire/accounts";
import type { ApiClient } from "./api-client.ts";

/** Gives everybody of the rehearsal the role and the account back that was taken: who may do nothing tries nothing more. */
export async function restorePeople(apis: readonly ApiClient[]): Promise<void> {
  for (const api of apis) {
    await api.signIn();
    const answer = await api.raw({ method: "GET", path: "/api/v1/accounts/people" });
    if (answer.status !== 200) continue;
    for (const { id, email } of peopleAnswerSchema.parse(JSON.parse(answer.text)).people) {
      const person = REHEARSAL_PEOPLE.find((one) => one.email === email);
      if (person === undefined) continue;
      const change = { role: person.role, discipline: person.discipline, disabled: false };
      const headers = { "content-type": "application/json" };
      await api.raw({ method: "PUT", path: `/api/v1/accounts/${id}`, headers, body: JSON.stringify(change) });
    }
    return;
  }
}
