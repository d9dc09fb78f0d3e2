import { rolloutSchema } from "#wire/rollout";
import type { ApiClient } from "./api-client.ts";
import type { KnownThings } from "./operations.ts";

const ID = /^[a-z][a-z0-9]*([._:-][a-z0-9]+)*$/;
const UUID = /^[0-9a-f]{8}-|^[A-Za-z0-9]{32}$/;
const MOST = 400;

/** What else a property is called that names one of these. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  checkpoint: ["gate", "pulse", "check", "review"],
  owner: ["role"],
  person: ["account"],
  step: ["traffic"],
  line: ["item"],
  id: ["role", "item"],
};

/** What plan and room hold, for requests that get further than "not found"; no id of the rollout itself. */
export async function knownThings(api: ApiClient): Promise<KnownThings> {
  const found = new Map<string, Set<string>>();
  const read = async (path: string): Promise<unknown> => JSON.parse((await api.raw({ method: "GET", path })).text);
  for (const path of ["plan", "room", "targets", "channels", "reports", "accounts"])
    collect(await read(`/api/v1/${path}`), path, found);
  const ofKind = (kind: string): readonly string[] => [...(found.get(kind) ?? [])];
  const ids = new Set([...found.values()].flatMap((some) => [...some]).filter((id) => !UUID.test(id)));
  return {
    ids: [...ids].slice(0, MOST),
    idsOf: (property) => {
      const kind = singular(property);
      return [kind, ...(ALSO[kind] ?? [])].flatMap(ofKind).slice(0, MOST);
    },
    now: rolloutSchema.parse(await read("/api/v1/rollout")).clock.clockAt,
  };
}

function singular(name: string): string {
  return name.replace(/s$/, "");
}

/** Every id by what it is in: the list, or the record whose keys are ids, or the property that names it. */
function collect(value: unknown, under: string, into: Map<string, Set<string>>): void {
  const add = (kind: string, id: unknown): void => {
    if (typeof id !== "string" || id.length > 64 || !(ID.test(id) || UUID.test(id))) return;
    const kept = into.get(singular(kind)) ?? new Set();
    into.set(singular(kind), kept.add(id));
  };
  if (Array.isArray(value))
    return value.forEach((part) => (typeof part === "string" ? add(under, part) : collect(part, under, into)));
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (key === "id") add(under, part);
    else if (typeof part === "string") add(key, part);
    else {
      if (/[-_.:]/.test(key) || UUID.test(key)) add(under, key);
      collect(part, /[-_.:]/.test(key) ? under : key, into);
    }
  }
}
