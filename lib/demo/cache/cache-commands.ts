import type { LruWithTtl } from "./lru-with-ttl.ts";
import type { Command, Protocol, Reply } from "./resp.ts";

export type CacheState = {
  readonly entries: LruWithTtl;
  readonly startedAt: number;
  hits: number;
  misses: number;
  commands: number;
  connections: number;
};
export type Session = { protocol: Protocol };

const OK: Reply = { kind: "simple", text: "OK" };
const NULL: Reply = { kind: "null" };
const error = (text: string): Reply => ({ kind: "error", text: `ERR ${text}` });
const integer = (value: number): Reply => ({ kind: "integer", value });

/** Runs one command; the subset of Redis that a cache and its clients' handshake need. */
export function runCommand(
  state: CacheState,
  session: Session,
  call: { readonly command: Command; readonly now: number },
): Reply {
  const { command, now } = call;
  const [name = "", key, value] = command;
  state.commands += 1;
  switch (name.toUpperCase()) {
    case "PING":
      return key === undefined ? { kind: "simple", text: "PONG" } : { kind: "bulk", text: key };
    case "HELLO":
      return hello(session, key);
    case "CLIENT":
    case "SELECT":
      return OK;
    case "INFO":
      return { kind: "bulk", text: info(state, now) };
    case "GET":
      return key === undefined ? arity(name) : get(state, key, now);
    case "SET":
      return key === undefined || value === undefined ? arity(name) : set(state, call);
    case "DEL":
      return integer(command.slice(1).filter((one) => state.entries.delete(one)).length);
    case "PTTL":
      return key === undefined ? arity(name) : integer(state.entries.pttl(key, now));
    case "DBSIZE":
      return integer(state.entries.size);
    case "FLUSHALL":
    case "FLUSHDB":
      state.entries.clear();
      return OK;
    default:
      return error(`unknown command '${name}'`);
  }
}

function arity(name: string): Reply {
  return error(`wrong number of arguments for '${name.toLowerCase()}' command`);
}

function hello(session: Session, version: string | undefined): Reply {
  if (version !== undefined && version !== "2" && version !== "3")
    return { kind: "error", text: "NOPROTO unsupported protocol version" };
  if (version !== undefined) session.protocol = version === "3" ? 3 : 2;
  return {
    kind: "map",
    entries: [
      ["server", { kind: "bulk", text: "redis" }],
      ["version", { kind: "bulk", text: "7.0.0" }],
      ["proto", { kind: "integer", value: session.protocol }],
      ["id", { kind: "integer", value: 1 }],
      ["mode", { kind: "bulk", text: "standalone" }],
      ["role", { kind: "bulk", text: "master" }],
      ["modules", { kind: "list", items: [] }],
    ],
  };
}

function get(state: CacheState, key: string, now: number): Reply {
  const value = state.entries.get(key, now);
  if (value === null) state.misses += 1;
  else state.hits += 1;
  return value === null ? NULL : { kind: "bulk", text: value };
}

/** `SET key value [EX seconds | PX milliseconds]`. */
function set(state: CacheState, call: { readonly command: Command; readonly now: number }): Reply {
  const [, key = "", value = "", unit, amount] = call.command;
  const factor = unit === undefined ? null : { EX: 1_000, PX: 1 }[unit.toUpperCase()];
  if (factor === undefined) return error("syntax error");
  const ttlMs = factor === null ? null : Number(amount) * factor;
  if (ttlMs !== null && !(Number.isInteger(ttlMs) && ttlMs > 0)) return error("invalid expire time in 'set' command");
  state.entries.set(key, value, { now: call.now, ttlMs });
  return OK;
}

function info(state: CacheState, now: number): string {
  return [
    "# Server",
    "redis_version:7.0.0",
    "redis_mode:standalone",
    `uptime_in_seconds:${Math.floor((now - state.startedAt) / 1_000)}`,
    "# Clients",
    `connected_clients:${state.connections}`,
    "# Memory",
    `used_memory:${process.memoryUsage().rss}`,
    "# Persistence",
    "loading:0",
    "# Stats",
    `total_commands_processed:${state.commands}`,
    `keyspace_hits:${state.hits}`,
    `keyspace_misses:${state.misses}`,
    `evicted_keys:${state.entries.evicted}`,
    "# Replication",
    "role:master",
    "# Keyspace",
    `db0:keys=${state.entries.size},expires=0,avg_ttl=0`,
    "",
  ].join("\r\n");
}
