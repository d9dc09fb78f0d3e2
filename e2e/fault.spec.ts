import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "./fixtures.ts";
import { signIn } from "./story/sign-in.ts";

test.use({ rate: 30 });

/** Two five-minute windows at 30 times real time, and room for a busy machine. */
const SEEN_WITHIN = { timeout: 40_000 };

test("a fault shows on the wall with its reason, and so does the recovery", async ({ open, browser, app }) => {
  const staff = await browser.newContext({ baseURL: app.origin });
  const demo = await staff.newPage();
  await signIn(demo, "ada");
  await demo.goto("/demo");
  const wall = await open("/wall");
  const errorRate = wall.getByRole("article", { name: "Error rate" });
  await expect(errorRate).toContainText("PASS", SEEN_WITHIN);

  await demo.getByRole("switch", { name: "Error rate" }).click();
  await expect(demo.getByRole("switch", { name: "Error rate" })).toBeChecked();
  await expect(errorRate).toContainText("FAIL", SEEN_WITHIN);
  await expect(wall.getByRole("status").filter({ hasText: "Not all right" })).toHaveCount(1);
  await expect(wall.getByText(/Error rate is .* in the failing range/).first()).toBeVisible();

  await demo.getByRole("switch", { name: "Error rate" }).click();
  await expect(demo.getByRole("switch", { name: "Error rate" })).not.toBeChecked();
  await expect(errorRate).toContainText("PASS", SEEN_WITHIN);
  await staff.close();
});

test("a display sees the faults, and switches none", async ({ open, app }) => {
  const page = await open("/demo");
  await expect(page.getByText("Sign in as a lead, an operator or the administrator to switch them.")).toBeVisible();
  await expect(page.getByRole("switch", { name: "Outage" })).toBeDisabled();
  const answer = await page.request.post(`${app.origin}/api/v1/demo/faults`, { data: { fault: "outage" } });
  expect(answer.status()).toBe(403);
});

test("a target that does not answer is named on the overview, and comes back", async ({ open, browser, app }) => {
  const page = await open("/");
  await expect(page.getByText(/ 0 down/).first()).toBeVisible(SEEN_WITHIN);
  const staff = await browser.newContext({ baseURL: app.origin });
  await signIn(await staff.newPage(), "ada");
  await staff.request.post("/api/v1/demo/faults", { data: { fault: "outage" } });
  await expect(page.getByText("Analyzer, segment A is down.")).toBeVisible(SEEN_WITHIN);
  await staff.request.delete("/api/v1/demo/faults");
  await expect(page.getByText("Analyzer, segment A is down.")).toBeHidden(SEEN_WITHIN);
  await staff.close();
});

test("what Holdpoint counted is what the analyzer itself recorded", async ({ app, request }) => {
  const control = JSON.parse(await readFile(path.join(app.dataFolder, "demo", "demo-control.json"), "utf8")) as {
    controlUrl: string;
  };
  const token = new URL(app.address).searchParams.get("token") ?? "";
  const { clockNow } = (await (await request.get(`${control.controlUrl}/status`)).json()) as { clockNow: string };
  const minute = 60_000;
  const to = Math.floor(Date.parse(clockNow) / minute) * minute - minute;
  const range = { from: new Date(to - 2 * minute).toISOString(), to: new Date(to).toISOString() };
  const record = (await (await request.get(`${control.controlUrl}/record`, { params: range })).json()) as {
    totals: Record<string, { requests: number; errors: number }>;
  };
  for (const letter of ["a", "b", "c"]) {
    const reply = await request.get(`${app.origin}/api/v1/targets/traffic-${letter}/history`, {
      params: { ...range, buckets: "24" },
      headers: { authorization: `Bearer ${token}` },
    });
    expect(reply.status()).toBe(200);
    const history = (await reply.json()) as { requests: number[]; errors: number[] };
    const sum = (list: readonly number[]): number => list.reduce((all, n) => all + n, 0);
    const truth = record.totals[`segment-${letter}`];
    expect(sum(history.requests)).toBeGreaterThan(0);
    expect({ requests: sum(history.requests), errors: sum(history.errors) }).toEqual({
      requests: truth?.requests,
      errors: truth?.errors,
    });
  }
});
