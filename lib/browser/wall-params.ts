import { isZone } from "./format-time.ts";

export const WALL_VIEWS = ["overview", "segments", "checkpoints", "sprint", "poll", "criteria"] as const;
export type WallView = (typeof WALL_VIEWS)[number];

export type WallParams = {
  /** At least one, each once, in the order asked for. */
  readonly views: readonly WallView[];
  /** Seconds per view; 0 when only one is shown. */
  readonly rotateSeconds: number;
  readonly zone: string;
  readonly theme: "dark" | "light";
  readonly scale: number;
  /** Letters so large that only the most important fits. */
  readonly compact: boolean;
  /** A tone for every critical alert that fires. */
  readonly sound: boolean;
  /** What was asked for and not followed, in words. */
  readonly notes: readonly string[];
};

export type RawParams = Readonly<Record<string, string | readonly string[] | undefined>>;

const ROTATE = { least: 5, most: 3_600, usual: 30 };
const SCALE = { least: 0.5, most: 1.5, usual: 1 };
const COMPACT_FROM = 1.15;
const KNOWN = new Set(["view", "rotate", "tz", "theme", "scale", "sound", "at", "rollout"]);

/** Reads a wall's address. Nobody stands before a wall to read an error page, so whatever cannot be followed is clamped and noted. */
export function wallParams(raw: RawParams): WallParams {
  const notes: string[] = [];
  const views = viewsFrom(one(raw, "view"), notes);
  const rotate = within({ name: "rotate", text: one(raw, "rotate"), bounds: ROTATE }, notes);
  const scale = within({ name: "scale", text: one(raw, "scale"), bounds: SCALE }, notes);
  const unknown = Object.keys(raw).filter((name) => !KNOWN.has(name));
  if (unknown.length > 0) notes.push(`Unknown in the address: ${shorten(unknown.join(", "))}.`);
  return {
    views,
    rotateSeconds: views.length > 1 ? rotate : 0,
    zone: zoneFrom(one(raw, "tz"), notes),
    theme: themeFrom(one(raw, "theme"), notes),
    scale,
    compact: scale > COMPACT_FROM,
    sound: soundFrom(one(raw, "sound"), notes),
    notes,
  };
}

function one(raw: RawParams, name: string): string | null {
  const value = raw[name];
  return (typeof value === "string" ? value : value?.[0]) ?? null;
}

function viewsFrom(text: string | null, notes: string[]): readonly WallView[] {
  if (text === null || text === "") return ["overview"];
  const asked = text
    .slice(0, 500)
    .split(",")
    .map((view) => view.trim());
  const views = [...new Set(asked.filter((view): view is WallView => WALL_VIEWS.some((known) => known === view)))];
  const unknown = asked.filter((view) => !WALL_VIEWS.some((known) => known === view));
  if (unknown.length > 0)
    notes.push(`No view called "${shorten(unknown.join(", "))}". There are: ${WALL_VIEWS.join(", ")}.`);
  return views.length > 0 ? views : ["overview"];
}

type Ask = {
  readonly name: string;
  readonly text: string | null;
  readonly bounds: { readonly least: number; readonly most: number; readonly usual: number };
};

function within(ask: Ask, notes: string[]): number {
  const { least, most, usual } = ask.bounds;
  if (ask.text === null || ask.text === "") return usual;
  const value = Number(ask.text);
  if (!Number.isFinite(value)) {
    notes.push(`${ask.name} must be a number; ${usual} is used.`);
    return usual;
  }
  const clamped = Math.min(most, Math.max(least, value));
  if (clamped !== value) notes.push(`${ask.name} must be ${least} to ${most}; ${clamped} is used.`);
  return clamped;
}

function zoneFrom(text: string | null, notes: string[]): string {
  if (text === null || text === "") return "UTC";
  if (text.length <= 64 && isZone(text)) return text;
  notes.push(`No time zone called "${shorten(text)}"; UTC is used.`);
  return "UTC";
}

function themeFrom(text: string | null, notes: string[]): "dark" | "light" {
  if (text === null || text === "" || text === "dark") return "dark";
  if (text === "light") return "light";
  notes.push("theme must be dark or light; dark is used.");
  return "dark";
}

function soundFrom(text: string | null, notes: string[]): boolean {
  if (text === "1") return true;
  if (text !== null && text !== "" && text !== "0") notes.push("sound must be 1 or 0; there is none.");
  return false;
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
