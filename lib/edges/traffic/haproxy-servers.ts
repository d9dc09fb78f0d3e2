import type { HaproxyConfig } from "#core/config/traffic-config";
import { accept, refuse, type Outcome } from "#core/outcome";
import { rounded, STABLE, type Split } from "#core/traffic/split";
import { haproxyRefusal } from "./haproxy-words.ts";

/** One server of the backend as HAProxy has it now. */
export type ServerNow = {
  readonly name: string;
  /** 0 to 256, as it is in force: slow start and agents count. */
  readonly weight: number;
  /** New requests may go there: it is up, neither drained nor in maintenance, and no backup. */
  readonly takesTraffic: boolean;
};

const COLUMNS = ["pxname", "svname", "status", "weight", "bck"] as const;

/**
 * All backends and their servers (types 2 and 4), by one command: asked for one by its name, HAProxy takes a frontend of that name
 * first, and shows nothing of the backend.
 */
export const SHOW_SERVERS = "show stat -1 6 -1";
/** What a backend's own row is called among its servers. */
const BACKEND_ROW = "BACKEND";

/** What `SHOW_SERVERS` was answered. */
export function serversIn(answer: string, config: HaproxyConfig): Outcome<readonly ServerNow[]> {
  const [header = "", ...lines] = answer.split("\n");
  // the columns before and with these are never quoted, whatever a check says further right
  const names = header.replace(/^# /, "").split(",");
  const [backendAt = -1, nameAt = -1, statusAt = -1, weightAt = -1, backupAt = -1] = COLUMNS.map((name) =>
    names.indexOf(name),
  );
  if (!header.startsWith("# ") || [backendAt, nameAt, statusAt, weightAt, backupAt].includes(-1))
    return haproxyRefusal(answer, config.backend);
  const rows = lines.map((line) => line.split(",")).filter((fields) => fields[backendAt] === config.backend);
  if (rows.length === 0) return refuse("not_found", `HAProxy has no backend ${config.backend}.`);
  const servers = rows
    .filter((fields) => fields[nameAt] !== BACKEND_ROW)
    .map((fields) => ({
      name: fields[nameAt] ?? "",
      weight: Number(fields[weightAt]),
      takesTraffic: /^(UP|no check)/.test(fields[statusAt] ?? "") && fields[backupAt] === "0",
    }));
  if (servers.length === 0) return refuse("not_found", `HAProxy's backend ${config.backend} has no servers.`);
  return accept(servers);
}

/** Shares of the groups by the weights of their servers that take traffic; servers of no group count as the stable version. */
export function splitOf(servers: readonly ServerNow[], config: HaproxyConfig): Outcome<Split> {
  const weightOf = (names: readonly string[]): number =>
    servers
      .filter(({ name, takesTraffic }) => takesTraffic && names.includes(name))
      .reduce((sum, { weight }) => sum + weight, 0);
  const total = weightOf(servers.map(({ name }) => name));
  if (total === 0) return refuse("unavailable", `No server of HAProxy's backend ${config.backend} takes traffic.`);
  const groups = Object.entries(config.servers).filter(([group]) => group !== STABLE);
  return accept(Object.fromEntries(groups.map(([group, names]) => [group, rounded((weightOf(names) / total) * 100)])));
}
