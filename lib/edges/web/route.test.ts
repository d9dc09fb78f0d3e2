import { afterEach, describe, expect, test, vi } from "vitest";
import { forAnyone } from "./route.ts";
import { shareRuntime, type Runtime } from "./runtime.ts";

afterEach(() => void vi.restoreAllMocks());

async function answerTo(error: unknown): Promise<Response> {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  shareRuntime({ ...({} as Runtime), requestFailed: (thrown: unknown) => (thrown === "away" ? "away" : "broken") });
  return await forAnyone(() => {
    throw error;
  });
}

describe("an answer that throws", () => {
  test("because the database is away is 503, to be tried again", async () => {
    const answer = await answerTo("away");
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("retry-after")]).toEqual([
      503,
      "application/problem+json",
      "5",
    ]);
    expect(await answer.json()).toMatchObject({
      code: "unavailable",
      title: "The database does not answer at the moment: try again in a few seconds.",
    });
  });

  test("for any other reason is 500, and says nothing of it", async () => {
    const answer = await answerTo(new Error("secret"));
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ code: "internal", title: "Internal error." });
  });
});
