import { chromium, type Browser, type Page } from "playwright";
import type { PlanInput } from "#core/plan/plan";
import { BROWSER_ARGUMENTS, findBrowser } from "#testing/find-browser";
import { openHttpSink } from "#testing/http-sink";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { pressKeys, watchKeys } from "./key-watch.ts";
import { end, withPlace, type Place } from "./npm-start.ts";
import { shippedPlan } from "./war-room/plan.ts";
import { originOf, seatPeople, startReady } from "./war-room/seats.ts";

const STRESS = 500;
const SCREEN = { width: 1920, height: 1080 };
const PRESS_MS = Number(process.env["BENCH_SECONDS"] ?? 20) * 1_000;
/** A bar is moved there and back; no key confirms anything. None has a modifier: of two keys in one frame the browser reports the second only with the frame after. */
const KEYS = ["ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft"];

/** A lead moves a bar of the Gantt chart by keys, with the shipped plan's nine tasks and with 500: from each key to the next paint. */
export const bench: Bench = { name: "gantt", run };

async function run(): Promise<Figures> {
  const executablePath = await findBrowser((line) => process.stderr.write(`${line}\n`));
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] });
  const target = await openHttpSink();
  try {
    const shipped = await shippedPlan();
    const few = await trial(browser, shipped, target.url);
    const many = await trial(browser, stressed(shipped), target.url);
    return {
      tasks: figure(few.tasks, "tasks"),
      key_to_paint_p95: figure(percentile(few.keys, 0.95), "ms", { below: 100 }),
      key_to_paint_max: figure(percentile(few.keys, 1), "ms"),
      stress_tasks: figure(many.tasks, "tasks", { least: STRESS }),
      stress_key_to_paint_p95: figure(percentile(many.keys, 0.95), "ms", { below: 100 }),
      stress_key_to_paint_max: figure(percentile(many.keys, 1), "ms"),
      stress_against_few_p95: figure(percentile(many.keys, 0.95) / percentile(few.keys, 0.95), "times"),
    };
  } finally {
    await Promise.all([browser.close(), target.close()]);
  }
}

type Trial = { readonly tasks: number; readonly keys: readonly number[] };

async function trial(browser: Browser, plan: object, url: string): Promise<Trial> {
  const targets = [{ id: "web", kind: "http", name: "Web", url }];
  return await withPlace(targets, (place) => inPlace(browser, place), { plan });
}

async function inPlace(browser: Browser, place: Place): Promise<Trial> {
  const started = await startReady(place);
  try {
    const { leads } = await seatPeople(place, started, 1);
    const page = await openSprint(browser, originOf(place), leads[0]?.cookie ?? "");
    const bars = page.locator("button[id^='bar-']");
    const tasks = await bars.count();
    await bars.nth(Math.floor(tasks / 2)).focus();
    const keys = await pressKeys(page, await watchKeys(page), { keys: KEYS, forMs: PRESS_MS });
    await page.context().close();
    return { tasks, keys };
  } finally {
    await end(started, "SIGTERM");
  }
}

async function openSprint(browser: Browser, origin: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: SCREEN });
  await context.addCookies(
    cookie.split("; ").map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return { name, value: value.join("="), url: origin };
    }),
  );
  const page = await context.newPage();
  await page.goto(`${origin}/sprint`);
  await page.locator("button[id^='bar-']").first().waitFor();
  return page;
}

/** The shipped plan with as many more tasks in each stream, a day each, every one waiting for the one before. */
function stressed(plan: PlanInput): object {
  const { sprint } = plan;
  if (!sprint) throw new Error("the shipped plan has no sprint");
  const each = Math.ceil((STRESS - sprint.streams.flatMap(({ tasks }) => tasks).length) / sprint.streams.length);
  const streams = sprint.streams.map((stream) => {
    const last = Date.parse(`${stream.to}T00:00:00Z`);
    const day = (i: number): string => new Date(last + i * 86_400_000).toISOString().slice(0, 10);
    const tasks = Array.from({ length: each }, (_, i) => ({
      ...{
        id: `${stream.id}-more-${i}`,
        label: `More work ${i} of ${stream.label}`,
        objective: "More.",
        method: "Work.",
      },
      ...{ deliverable: "Done.", from: day(i + 1), to: day(i + 1) },
      needs: [i === 0 ? (stream.tasks.at(-1)?.id ?? "") : `${stream.id}-more-${i - 1}`],
    }));
    return { ...stream, to: day(each), tasks: [...stream.tasks, ...tasks] };
  });
  const to = streams
    .map((stream) => stream.to)
    .sort()
    .at(-1);
  const { stated: _, ...rest } = sprint;
  return { ...plan, sprint: { ...rest, to, streams } };
}
