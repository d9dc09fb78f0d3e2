import type { HaproxyConfig } from "#core/config/traffic-config";
import { accept, refuse, type Outcome } from "#core/outcome";
import { allShares, checkSplit, groupLabel, percentText, type Split, type TrafficGroups } from "#core/traffic/split";
import { weightsFor, type WeightedGroup } from "#core/traffic/weights";
import type { Guard } from "#edges/guard";
import type { TrafficControl } from "#engine/traffic-port";
import { serversIn, SHOW_SERVERS, splitOf, type ServerNow } from "./haproxy-servers.ts";
import { askHaproxy } from "./haproxy-socket.ts";
import { haproxyRefusal } from "./haproxy-words.ts";
import { withinDeadline } from "./within-deadline.ts";

const MOST_WEIGHT = 256;

/**
 * Sets the weights of a backend's servers over HAProxy's stats socket, those that rise first, so that there is always somebody
 * to take the traffic. Weights are lost when HAProxy restarts: then what is read back differs.
 */
export function haproxyControl(
  config: HaproxyConfig,
  { groups, guard }: { readonly groups: TrafficGroups; readonly guard: Guard },
): TrafficControl {
  const deadline = { who: "HAProxy", timeoutMs: config.timeoutMs };
  const ask = (commands: readonly string[], signal: AbortSignal): Promise<Outcome<readonly string[]>> =>
    askHaproxy({ socket: config.socket, guard }, commands, signal);
  const servers = async (signal: AbortSignal): Promise<Outcome<readonly ServerNow[]>> => {
    const answers = await ask([SHOW_SERVERS], signal);
    return answers.ok ? serversIn(answers.value[0] ?? "", config) : answers;
  };
  return {
    kind: "haproxy",
    async apply(split) {
      const checked = checkSplit(split, groups);
      if (!checked.ok) return checked;
      return withinDeadline(deadline, async (signal) => {
        const now = await servers(signal);
        if (!now.ok) return now;
        const weights = weightsOf(split, { config, groups, now: now.value });
        if (!weights.ok) return weights;
        return setWeights(config, { weights: weights.value, now: now.value, ask: (lines) => ask(lines, signal) });
      });
    },
    read: () =>
      withinDeadline(deadline, async (signal) => {
        const now = await servers(signal);
        return now.ok ? splitOf(now.value, config) : now;
      }),
  };
}

type Known = { readonly config: HaproxyConfig; readonly groups: TrafficGroups; readonly now: readonly ServerNow[] };

/** Weights for the servers that there are; a missing one is named once the others are set. */
function weightsOf(split: Split, { config, groups, now }: Known): Outcome<ReadonlyMap<string, number>> {
  const there = new Set(now.map(({ name }) => name));
  const shares = Object.entries(allShares(split, Object.keys({ ...config.servers, ...split })));
  const weighted: readonly WeightedGroup[] = shares.map(([group, share]) => ({
    group,
    share,
    servers: (config.servers[group] ?? []).filter((server) => there.has(server)),
  }));
  const without = weighted.find(({ share, servers }) => share > 0 && servers.length === 0);
  if (without) {
    const { group, share } = without;
    const label = `${groupLabel(group, groups)} is to get ${percentText(share)}`;
    const named = config.servers[group]?.join(", ");
    if (named === undefined) return refuse("invalid", `${label}, but traffic.servers has none for ${group}.`);
    return refuse("invalid", `${label}, but HAProxy's backend ${config.backend} has no server ${named}.`);
  }
  const weights = weightsFor(weighted, MOST_WEIGHT);
  const lost = weighted.find(({ share, servers }) => share > 0 && servers.every((server) => !weights.get(server)));
  if (!lost) return accept(weights);
  const label = `${groupLabel(lost.group, groups)} cannot get ${percentText(lost.share)}`;
  return refuse("invalid", `${label}: that is less than HAProxy's whole weights, 0 to ${MOST_WEIGHT}, can give.`);
}

type Setting = {
  readonly weights: ReadonlyMap<string, number>;
  readonly now: readonly ServerNow[];
  readonly ask: (commands: readonly string[]) => Promise<Outcome<readonly string[]>>;
};

async function setWeights(config: HaproxyConfig, { weights, now, ask }: Setting): Promise<Outcome<void>> {
  const before = new Map(now.map(({ name, weight }) => [name, weight]));
  const rise = ([server, weight]: readonly [string, number]): number => weight - (before.get(server) ?? 0);
  const ordered = [...weights].sort((a, b) => rise(b) - rise(a));
  const commands = ordered.map(([server, weight]) => `set server ${config.backend}/${server} weight ${weight}`);
  const answers = await ask(commands);
  if (!answers.ok) return answers;
  const failed = ordered
    .map(([server], i) => ({ server, answer: answers.value[i] ?? "" }))
    .filter(({ answer }) => answer !== "");
  const [first] = failed;
  if (first) {
    const refused = haproxyRefusal(first.answer, config.backend);
    return failed.length === ordered.length
      ? refused
      : inPart(
          failed.map(({ server }) => server),
          refused,
        );
  }
  const missing = Object.values(config.servers)
    .flat()
    .filter((server) => !before.has(server));
  if (missing.length === 0) return accept(undefined);
  return refuse(
    "not_found",
    `The weights are set, but HAProxy's backend ${config.backend} has no server ${missing.join(", ")}.`,
  );
}

/** Some took their weights and some did not: whoever asked must know both. */
function inPart(failed: readonly string[], why: Outcome<never>): Outcome<never> {
  const reason = why.ok ? "" : ` ${why.refusal.message}`;
  return refuse("conflict", `The traffic moved in part: the weight of ${failed.join(", ")} is not set.${reason}`);
}
