import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { controlFile } from "#demo/demo-system";
import { FAULT_NAMES, FAULTS, faultListSchema, faultNameSchema, type FaultName } from "#demo/faults";
import { readEnvironment, say, stopWith } from "./run-program.ts";

const controlSchema = z.object({ controlUrl: z.url() });
const problemSchema = z.object({ title: z.string(), places: z.array(z.object({ message: z.string() })).optional() });
const TIMEOUT_MS = 5_000;

/** `holdpoint fault NAME [VALUE]`, `fault show`, `fault clear [NAME]`: drives the demo that runs on this data folder. */
export async function runFault(name: string, value: string | undefined): Promise<void> {
  const control = await controlUrl();
  if (name === "show") return show(await ask(control, "", { method: "GET" }));
  if (name === "clear")
    return show(
      await ask(control, value === undefined ? "" : `?fault=${encodeURIComponent(value)}`, { method: "DELETE" }),
    );
  const known = faultNameSchema.safeParse(name);
  if (!known.success) stopWith(2, `There is no fault "${name}": there are ${FAULT_NAMES.join(", ")}, show and clear.`);
  const body = JSON.stringify({ fault: known.data, ...settingOf(known.data, value) });
  show(await ask(control, "", { method: "POST", body }));
}

function settingOf(name: FaultName, value: string | undefined): Readonly<Record<string, number | string | undefined>> {
  const kind = FAULTS[name].value;
  switch (kind) {
    case "none":
      return {};
    case "percent":
      return { percent: Number(value) };
    case "milliseconds":
      return { addedMs: Number(value) };
    case "segment":
      return { segment: value };
    default:
      return kind satisfies never;
  }
}

async function controlUrl(): Promise<string> {
  const { environment } = readEnvironment();
  const file = controlFile(join(environment.HOLDPOINT_DATA, "demo"));
  const text = await readFile(file, "utf8").catch(() => null);
  const control = text === null ? null : controlSchema.safeParse(JSON.parse(text));
  if (!control?.success)
    stopWith(1, `No demo runs on the data folder ${environment.HOLDPOINT_DATA}: start it with: npm run demo`);
  return control.data.controlUrl;
}

async function ask(control: string, query: string, init: RequestInit): Promise<unknown> {
  const reply = await fetch(`${control}/faults${query}`, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    () => stopWith(1, "The demo does not answer: has it ended?"),
  );
  const body: unknown = await reply.json();
  if (reply.ok) return body;
  const problem = problemSchema.safeParse(body).data;
  const places = problem?.places?.map(({ message }) => message).join("; ");
  stopWith(2, [problem?.title ?? `The demo answered ${reply.status}.`, ...(places ? [places] : [])].join(" "));
}

function show(list: unknown): void {
  const { active } = faultListSchema.parse(list);
  if (active.length === 0) say("No fault is on.");
  for (const { order, since } of active) {
    const { fault, ...setting } = order;
    const words = Object.entries(setting).map(([key, value]) => `${key} ${value}`);
    say([fault, ...words, `since ${since}`].join("  "));
  }
}
