import { setTimeout as sleep } from "node:timers/promises";
import { chanceFrom, type Chance } from "#demo/chance";
import { openHttpSink } from "#testing/http-sink";
import { openSmtpSink } from "#testing/smtp-sink";
import { withAnalyzers, type Analyzer } from "./detect/analyzers.ts";
import { watchSinks, type Arrivals } from "./detect/arrivals.ts";
import { openPaintedWall, openWall, type PaintedWall, type Wall } from "./detect/wall.ts";
import { figure, percentile, type Bench, type Figures } from "./figure.ts";
import { end, tokenIn, withPlace, type Place } from "./npm-start.ts";
import { shippedPlan } from "./war-room/plan.ts";
import { originOf, startReady } from "./war-room/seats.ts";

const ANALYZERS = 25;
const FAULTS = 200;
/** So many come one at a time, and are painted by a browser; of the others several are on at once. */
const ALONE = 10;
const LANES = 4;
/** An outage begins at any moment of a tick. */
const TICK_MS = 5_000;
const MOST_WAIT_MS = 90_000;
const LOOK_MS = 5;
const SEED = 20_261_125;

/** An outage of the demo system, from the switch to the alert on a wall and to the message at a webhook and a mail server. */
export const bench: Bench = { name: "detect", run };

type Faulted = { readonly wall: number; readonly hook: number; readonly mail: number; readonly painted: number | null };
type Room = {
  readonly wall: Wall;
  readonly painted: PaintedWall;
  readonly arrivals: Arrivals;
  readonly chance: Chance;
};

async function run(): Promise<Figures> {
  const [hook, mail] = await Promise.all([openHttpSink(), openSmtpSink()]);
  const arrivals = watchSinks({ hook, mail });
  try {
    return await withAnalyzers(ANALYZERS, async (analyzers) => {
      const targets = analyzers.map(({ target }) => target);
      const wanted = { plan: await quickToEnd(), config: channelsTo(hook.url, mail.port) };
      return await withPlace(targets, (place) => inPlace(place, analyzers, arrivals), wanted);
    });
  } finally {
    arrivals.stop();
    await Promise.all([hook.close(), mail.close()]);
  }
}

/** The shipped plan, but for the time after which an outage is over: the bench waits for it 200 times. */
async function quickToEnd(): Promise<object> {
  const plan = await shippedPlan();
  return {
    ...plan,
    alerts: (plan.alerts ?? []).map((rule) => (rule.kind === "down" ? { ...rule, clearFor: "5s" } : rule)),
  };
}

/** The cap of a storm is another bench's. */
function channelsTo(hookUrl: string, mailPort: number): object {
  const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
  const hook = { id: "hook", kind: "webhook", url: hookUrl, secret, digest: false };
  const letters = { encryption: "none", from: "holdpoint@example.com", to: ["list@example.com"] };
  const mail = { id: "mail", kind: "email", host: "127.0.0.1", port: mailPort, ...letters };
  return { channels: [hook, mail], storm: { most: 100, window: "1s" } };
}

async function inPlace(place: Place, analyzers: readonly Analyzer[], arrivals: Arrivals): Promise<Figures> {
  const started = await startReady(place);
  const token = await tokenIn(place);
  const origin = originOf(place);
  const [wall, painted] = [await openWall(origin, token), await openPaintedWall(origin, token)];
  const room = { wall, painted, arrivals, chance: chanceFrom(SEED) };
  try {
    const faulted = [...(await oneAtATime(room, analyzers)), ...(await severalAtOnce(room, analyzers))];
    await until("every end told", () => titled(arrivals, "Resolved").length >= 2 * FAULTS);
    // one that is sent twice may come late
    await sleep(5_000);
    return figuresOf(faulted, arrivals);
  } finally {
    wall.close();
    await painted.close();
    await end(started, "SIGTERM");
  }
}

async function oneAtATime(room: Room, analyzers: readonly Analyzer[]): Promise<readonly Faulted[]> {
  const found: Faulted[] = [];
  for (const analyzer of analyzers.slice(0, ALONE)) {
    const label = labelOf(analyzer);
    const begun = { at: 0 };
    const at = await room.painted.painted(label, async () => {
      begun.at = await breakAt(room, analyzer);
    });
    found.push({ ...(await seen(room, analyzer, begun.at)), painted: at - begun.at });
    await restored(room, analyzer);
    await room.painted.cleared(label);
  }
  return found;
}

async function severalAtOnce(room: Room, analyzers: readonly Analyzer[]): Promise<readonly Faulted[]> {
  const rested = [...analyzers];
  const found: Faulted[] = [];
  const state = { begun: ALONE };
  const over: Promise<void>[] = [];
  const lane = async (): Promise<void> => {
    while (state.begun < FAULTS) {
      state.begun += 1;
      await until("an analyzer that is well", () => rested.length > 0);
      const analyzer = rested.shift() as Analyzer;
      const at = await breakAt(room, analyzer);
      found.push({ ...(await seen(room, analyzer, at)), painted: null });
      over.push(restored(room, analyzer).then(() => void rested.push(analyzer)));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await Promise.all(over);
  return found;
}

/** Switches the outage on at some moment; answers when that was asked for. */
async function breakAt({ chance }: Room, analyzer: Analyzer): Promise<number> {
  await sleep(TICK_MS * chance());
  const at = performance.timeOrigin + performance.now();
  await analyzer.on("outage");
  return at;
}

/** How long after `from` each was told, in ms. */
async function seen({ wall, arrivals }: Room, analyzer: Analyzer, from: number): Promise<Omit<Faulted, "painted">> {
  const label = labelOf(analyzer);
  const onWall = (): number | undefined =>
    wall.told.find(({ event, at }) => at > from && event.type === "alert_fired" && event.label === label)?.at;
  const at = (channel: "hook" | "mail"): number | undefined =>
    titled(arrivals, "Alert").find((each) => each.channel === channel && each.at > from && each.title.endsWith(label))
      ?.at;
  await until(`${label} told`, () => [onWall(), at("hook"), at("mail")].every((moment) => moment !== undefined));
  return { wall: (onWall() ?? 0) - from, hook: (at("hook") ?? 0) - from, mail: (at("mail") ?? 0) - from };
}

async function restored({ wall }: Room, analyzer: Analyzer): Promise<void> {
  const from = performance.timeOrigin + performance.now();
  await analyzer.off();
  const fired = wall.told.findLast(({ event }) => event.type === "alert_fired" && event.label === labelOf(analyzer));
  const alert = fired?.event.type === "alert_fired" ? fired.event.alert : "";
  await until(`${labelOf(analyzer)} over`, () =>
    wall.told.some(({ event, at }) => at > from && event.type === "alert_resolved" && event.alert === alert),
  );
}

function labelOf({ name }: Analyzer): string {
  return `Target down: ${name}`;
}

function titled({ list }: Arrivals, kind: "Alert" | "Resolved"): Arrivals["list"] {
  return list.filter(({ title }) => title.startsWith(kind) && title.includes("Target down: "));
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < MOST_WAIT_MS; waited += LOOK_MS) {
    if (holds()) return;
    await sleep(LOOK_MS);
  }
  throw new Error(`in vain waited for: ${what}`);
}

function figuresOf(faulted: readonly Faulted[], arrivals: Arrivals): Figures {
  const delays = (to: "wall" | "hook" | "mail"): readonly number[] => faulted.map((one) => one[to]);
  const [wall, hook, mail] = [delays("wall"), delays("hook"), delays("mail")];
  const painted = faulted.flatMap((one) => (one.painted === null ? [] : [one.painted - one.wall]));
  const again = arrivals.list.length - new Set(arrivals.list.map(({ channel, id }) => `${channel} ${id}`)).size;
  const extra = titled(arrivals, "Alert").length + titled(arrivals, "Resolved").length - 4 * FAULTS;
  const goal = { below: 2 * TICK_MS + 1_000 };
  return {
    faults: figure(faulted.length, "faults"),
    wall_p50: figure(percentile(wall, 0.5), "ms"),
    wall_p99: figure(percentile(wall, 0.99), "ms", goal),
    webhook_p99: figure(percentile(hook, 0.99), "ms", goal),
    mail_p99: figure(percentile(mail, 0.99), "ms", goal),
    max: figure(Math.max(...wall, ...hook, ...mail), "ms"),
    painted_after_told_max: figure(Math.max(...painted), "ms"),
    duplicates: figure(again + Math.max(0, extra), "messages", { most: 0 }),
  };
}
