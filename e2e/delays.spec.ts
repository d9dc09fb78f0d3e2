import { expect } from "./fixtures.ts";
import { takeRampDecision } from "./story/launch.ts";
import { scan } from "./story/scan.ts";
import { signIn } from "./story/sign-in.ts";
import { test } from "./story/story.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(400_000);
/** What the browser itself says of a refusal, which the page then shows in words. */
test.use({ story: "delays", expectedErrors: [/status of (403|409|422)/] });

test("a NO-GO at the ramp calls for its procedure, which everybody sees and which holds the start back", async ({
  warRoom,
}) => {
  const [ada, display] = [await warRoom.page("ada"), await warRoom.page("display")];
  await display.goto(warRoom.app.address);
  await display.goto("/wall");
  await signIn(ada, "ada");
  await ada.goto("/launch");
  await takeRampDecision(ada, "Reschedule and investigate", "Errors rose at ten percent.");
  const delays = ada.getByRole("region", { name: "If it cannot start on time" });
  const item = delays.getByRole("listitem", { name: /^Ramp does not pass/ });
  await expect(item).toContainText("The ramp decision is NO-GO.");
  await item.getByRole("button", { name: /^Begin…/ }).click();
  const dialog = ada.getByRole("dialog", { name: /^Begin/ });
  await dialog.getByRole("button", { name: "Begin", exact: true }).click();
  await expect(dialog.getByText("Say why, in a few words.")).toBeVisible();
  await dialog.getByLabel("What has happened").fill("0.4 % of requests failed at the ramp.");
  await dialog.getByRole("button", { name: "Begin", exact: true }).click();
  await expect(item).toContainText("UNDER WAY");
  await expect(item.getByRole("timer")).toContainText(/^47:\d\d:\d\d left$/);
  await expect(ada.getByRole("region", { name: "Start of the rollout" })).toContainText("it has to be ended first");
  await expect(display.getByRole("region", { name: "Delay" })).toContainText("Find the root cause and fix it");
  await scan(ada, "/launch with a delay");
  await ada.goto("/criteria");
  await expect(ada.getByRole("region", { name: "Delay" })).toContainText("Ramp does not pass");
});

test("its steps are decided, it is left, and T0 moves with everything to a day that the plan names", async ({
  warRoom,
}) => {
  const [ada, display] = [await warRoom.page("ada"), await warRoom.page("display")];
  await ada.goto("/launch");
  const item = ada.getByRole("listitem", { name: /^Ramp does not pass/ });
  await item.getByRole("button", { name: /^Decide… Find the root cause/ }).click();
  const step = ada.getByRole("dialog", { name: /^Find the root cause/ });
  await step.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(step.getByText("Choose one of them.")).toBeVisible();
  await step.getByRole("radio", { name: /^Fixed/ }).check();
  await step.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(item).toContainText("Fixed.");
  await item.getByRole("button", { name: "Reschedule…" }).click();
  const exit = ada.getByRole("dialog", { name: "Reschedule" });
  await exit.getByLabel("Why").fill("The fix has to be tried for a day.");
  await exit.getByRole("button", { name: "Reschedule", exact: true }).click();
  await expect(item).toContainText("The rollout is to be moved");
  await expect(display.getByRole("region", { name: "Delay" })).toHaveCount(0);

  await item.getByRole("button", { name: /^Move T0 to Thu 6 Nov/ }).click();
  const move = ada.getByRole("dialog", { name: "Move T0" });
  // old and new dates stand side by side before anything moves
  await expect(move).toContainText("2 Nov");
  await expect(move).toContainText("6 Nov");
  await move.getByLabel("Why it moves").fill("Four days for the fix.");
  await move.getByRole("button", { name: "Move T0", exact: true }).click();
  await expect(ada.getByRole("region", { name: "T0", exact: true })).toContainText("Thu 6 Nov");
  await ada.goto("/sprint");
  await expect(ada.getByRole("listitem", { name: "1.1 Real-time performance tuning" })).toContainText("2025-11-06");
});
