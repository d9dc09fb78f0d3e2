import { expect, test } from "./fixtures.ts";

test.use({ rate: 30 });

const TOO_LARGE = 3_000_000;

test("wrong requests get a clear 4xx that names what is wrong", async ({ app, request }) => {
  const authorization = `Bearer ${new URL(app.address).searchParams.get("token") ?? ""}`;
  const api = `${app.origin}/api/v1`;
  const get = async (path: string): Promise<number> =>
    (await request.get(`${api}${path}`, { headers: { authorization } })).status();
  expect(await get("/no-such-thing")).toBe(404);
  expect(await get("/targets/nobody/history?from=2025-11-02T16:00:00Z&to=2025-11-02T17:00:00Z&buckets=10")).toBe(404);
  expect(await get("/targets/analyzer-a/history?from=yesterday&to=never&buckets=-1")).toBe(422);
  expect([400, 422]).toContain(await get(`/series?metric=${"a".repeat(5_000)}`));
  expect((await request.get(`${api}/targets`)).status(), "without a token").toBe(401);
  const refused = await request.get(`${api}/targets/analyzer-a/history?buckets=1e99`, { headers: { authorization } });
  expect(refused.headers()["content-type"]).toContain("application/problem+json");
  expect(await refused.json()).toMatchObject({ status: 422, code: "invalid" });
});

test("the push door takes no stranger, no garbage and no oversized body", async ({ app, request }) => {
  const url = `${app.origin}/api/v1/samples`;
  const sample = { target: "traffic-a", at: new Date().toISOString(), requests: 1, errors: 0 };
  expect((await request.post(url, { data: { samples: [sample] } })).status()).toBe(401);
  const stranger = { authorization: "Bearer hp_not-a-key" };
  expect((await request.post(url, { data: { samples: [sample] }, headers: stranger })).status()).toBe(401);
  const large = await request.post(url, { data: "x".repeat(TOO_LARGE), headers: stranger });
  expect([401, 413]).toContain(large.status());
});

test("an unknown page says so", async ({ open, app, page }) => {
  await open("/");
  const reply = await page.request.get(`${app.origin}/no/such/page`);
  expect(reply.status()).toBe(404);
});
