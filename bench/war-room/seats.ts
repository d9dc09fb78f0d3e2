import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import type { Discipline } from "#core/plan/people";
import { invitedSchema, type InviteBody } from "#wire/accounts";
import { sessionSchema } from "#wire/session";
import { end, npmStart, ready, type Place, type Started } from "../npm-start.ts";
import { personAt, type Person, type Seat } from "./person.ts";

const PASSWORD = "a bench's own password";
const DISCIPLINES = ["engineering", "product", "operations", "data-science"] as const satisfies readonly Discipline[];

export type WarRoom = { readonly admin: Seat; readonly leads: readonly Seat[] };

export function originOf({ port }: Place): string {
  return `http://127.0.0.1:${port}`;
}

/** Starts the program as an operator does and waits until it is ready. */
export async function startReady(place: Place): Promise<Started> {
  const started = npmStart(place);
  try {
    await ready(place, started);
    return started;
  } catch (error) {
    await end(started, "SIGKILL");
    throw error;
  }
}

/** The first administrator and `count` leads of four disciplines in turn, each with an account and a session of their own. */
export async function seatPeople(place: Place, started: Started, count: number): Promise<WarRoom> {
  const origin = originOf(place);
  const setup = await setupLink(started);
  const admin = await join(origin, { link: setup, email: "admin@bench.test" }, { name: "Admin", address: "127.0.1.1" });
  const by = personAt(origin, admin);
  try {
    const leads: Seat[] = [];
    for (let i = 0; i < count; i += 1) {
      const body = { email: `lead-${i}@bench.test`, role: "lead", discipline: DISCIPLINES[i % 4] ?? null } as const;
      const link = await invite(origin, by, body);
      leads.push(await join(origin, { link }, { name: `Lead ${i}`, address: `127.0.2.${i + 1}` }));
    }
    return { admin, leads };
  } finally {
    await by.close();
  }
}

/** It may be printed a moment after the program is ready. */
async function setupLink({ said }: Started): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const link = /\/setup\?link=(\S+)/.exec(said())?.[1];
    if (link !== undefined) return link;
    await sleep(50);
  }
  throw new Error("the program printed no link for the administrator");
}

async function invite(origin: string, by: Person, body: InviteBody): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/invitations`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: by.cookie },
    body: JSON.stringify(body),
  });
  const { path } = invitedSchema.parse(await answer.json());
  return path.slice(path.indexOf("=") + 1);
}

type Link = { readonly link: string; readonly email?: string };

async function join(origin: string, link: Link, { name, address }: Pick<Seat, "name" | "address">): Promise<Seat> {
  const pool = new Pool(origin, { connections: 1, localAddress: address });
  try {
    const joined = await pool.request({
      method: "POST",
      path: "/api/v1/invitations/join",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...link, name, password: PASSWORD }),
    });
    const text = await joined.body.text();
    if (joined.statusCode !== 201) throw new Error(`${name} could not join: ${joined.statusCode} ${text}`);
    const cookie = [joined.headers["set-cookie"] ?? []]
      .flat()
      .map((set) => set.split(";")[0])
      .join("; ");
    const asked = await pool.request({ method: "GET", path: "/api/v1/session", headers: { cookie } });
    const session = sessionSchema.parse(await asked.body.json());
    if (session.kind !== "person") throw new Error(`${name} has no session`);
    return { id: session.account.id, name, cookie, address };
  } finally {
    await pool.close();
  }
}
