import { statSync } from "node:fs";
import type { Config } from "#core/config/config";
import type { Path } from "#core/config/place";
import type { Problem } from "#core/config/problems";
import { isWhole, ofDocument } from "#core/config/sound-part";
import { openGuard } from "#edges/guard";
import { channelFaults } from "#edges/notify/channels/channel-faults";
import { loadConfig } from "#edges/plan-file/load-config";
import { partOf, withProblems, type Loaded } from "#edges/plan-file/load-plan";
import type { Environment } from "#edges/plan-file/yaml-document";
import { createProber } from "#edges/probes/prober";
import { trafficFaults } from "#edges/traffic/traffic-faults";

/**
 * What no client can be made of: every probe, channel and traffic control is opened as a start opens it, calls nobody, and is
 * closed again.
 */
export function clientProblems({ targets, channels, traffic, network }: Config): readonly Problem[] {
  const guard = openGuard(network);
  const prober = createProber({ guard });
  const below = (base: Path, faults: readonly Problem[]): readonly Problem[] =>
    faults.map(({ path, message }) => ({ path: [...base, ...path], message }));
  return [
    ...targets.flatMap((target, i) => (target.kind === "push" ? [] : below(["targets", i], prober.faults(target)))),
    ...channels.flatMap((channel, i) => below(["channels", i], channelFaults(channel, guard))),
    ...below(["traffic"], trafficFaults(traffic, { guard, isOtherFile })),
  ];
}

/** A configuration with which Holdpoint can start: read, filled, checked, and a client made of each of its parts. */
export async function loadRunnable(file: string, environment: Environment): Promise<Loaded<Config>> {
  const loaded = await loadConfig(file, environment);
  const part = partOf(loaded)?.part;
  // whether a client may call an address is said there
  if (part === undefined || !isWhole(part, "network")) return loaded;
  return withProblems(loaded, ofDocument(part, clientProblems(part.value)));
}

function isOtherFile(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isSocket() === false;
  } catch {
    // below a folder that cannot be entered now
    return false;
  }
}
