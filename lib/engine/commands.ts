import type { Command } from "./command-row.ts";
import { ALERTS_VERBS } from "./verbs/alerts.ts";
import { CHECKPOINTS_VERBS } from "./verbs/checkpoints.ts";
import { CLOSING_VERBS } from "./verbs/closing.ts";
import { LAUNCH_VERBS } from "./verbs/launch.ts";
import { PAPERS_VERBS } from "./verbs/papers.ts";
import { PEOPLE_VERBS } from "./verbs/people.ts";
import { PREFLIGHT_VERBS } from "./verbs/preflight.ts";
import { SHIFTS_VERBS } from "./verbs/shifts.ts";
import { SPRINT_VERBS } from "./verbs/sprint.ts";
import { TRAFFIC_VERBS } from "./verbs/traffic.ts";

/** Every verb that the room can be told, in the order of a rollout. */
export const COMMANDS = {
  ...PEOPLE_VERBS,
  ...PREFLIGHT_VERBS,
  ...LAUNCH_VERBS,
  ...CHECKPOINTS_VERBS,
  ...ALERTS_VERBS,
  ...TRAFFIC_VERBS,
  ...SHIFTS_VERBS,
  ...CLOSING_VERBS,
  ...SPRINT_VERBS,
  ...PAPERS_VERBS,
} as const satisfies Readonly<Record<string, Command>>;

export type Verb = keyof typeof COMMANDS;

/** The command of this name; null for a verb that there is not. */
export function commandOf(verb: string): Command | null {
  return Object.hasOwn(COMMANDS, verb) ? COMMANDS[verb as Verb] : null;
}
