import type { Identity } from "#core/identity";
import { openAuth, type Auth, type AuthOptions } from "#edges/auth/open-auth";
import type { LogSigning } from "#edges/store/log/log-signing";
import { securitySigning } from "#edges/store/log/security-end";
import { aLogSigning } from "./a-log-signing.ts";
import { openTestDatabase, type TestDatabase } from "./a-database.ts";

export const PASSWORD = "correct horse battery";
export const TERMINAL_TOKEN = "terminal-token";

/** An administrator, as `seedAccount` takes one. */
export const ADA = {
  name: "Ada Osei",
  email: "ada@example.test",
  password: PASSWORD,
  role: "admin",
  discipline: null,
} as const;

/** An administrator who does things, for desks that want to know who. */
export const BY: Person = {
  kind: "person",
  account: { id: "robin", name: "Robin Keller", email: "robin@example.test", role: "admin", discipline: null },
  sessionId: "robin's",
  confirmedAt: 0,
  secondFactor: "none",
  peer: "10.0.0.1",
};

type Person = Extract<Identity, { kind: "person" }>;
type Browser = {
  /** What it sends: its cookies, and where from. */
  headers(): Headers;
  take(cookies: readonly string[]): void;
  signIn(email: string, password?: string): ReturnType<Auth["session"]["signIn"]>;
  who(): Promise<Identity>;
  person(): Promise<Person>;
};

export type AuthUnderTest = {
  readonly auth: Auth;
  readonly database: TestDatabase;
  /** Moves on by hand; better-auth itself reads the real one. */
  readonly clock: { now: number };
  readonly changes: { count: number };
  /** What signs its security log. */
  readonly signing: LogSigning;
  browser(peer?: string): Browser;
  /** A browser of somebody who has just signed in. */
  signedIn(email: string): Promise<Browser>;
};

/** Accounts on a database of their own, and browsers that keep their cookies. */
export async function openTestAuth(wish: Pick<AuthOptions, "cookies"> = {}): Promise<AuthUnderTest> {
  const database = await openTestDatabase();
  const clock = { now: Date.now() };
  const changes = { count: 0 };
  const signing = aLogSigning();
  const auth = openAuth({
    pool: database.pool,
    secret: "a secret for tests, long enough to be one",
    ...wish,
    baseUrl: "http://127.0.0.1:3000",
    terminal: (token) => token === TERMINAL_TOKEN,
    now: () => clock.now,
    signEnd: securitySigning(signing),
    onChange: () => void (changes.count += 1),
  });
  const browser = (peer = "10.0.0.1"): Browser => browserOf(auth, peer);
  const signedIn = async (email: string): Promise<Browser> => {
    const page = browser();
    const answer = await page.signIn(email);
    if (!answer.ok) throw new Error(answer.refusal.message);
    return page;
  };
  return { auth, database, clock, changes, signing, browser, signedIn };
}

function browserOf(auth: Auth, peer: string): Browser {
  const jar = new Map<string, string>();
  const headers = (): Headers =>
    new Headers({
      "x-holdpoint-peer": peer,
      host: "127.0.0.1:3000",
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
    });
  const take = (cookies: readonly string[]): void => {
    for (const cookie of cookies) {
      const [name = "", value = ""] = cookie.split(";", 1)[0]?.split(/=(.*)/s) ?? [];
      if (value === "" || /max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
  };
  return {
    headers,
    take,
    signIn: async (email, password = PASSWORD) => {
      const answer = await auth.session.signIn({ email, password }, headers());
      if (answer.ok) take(answer.value.cookies);
      return answer;
    },
    who: () => auth.identify(headers()),
    person: async () => {
      const identity = await auth.identify(headers());
      if (identity.kind !== "person") throw new Error(`not a person but ${identity.kind}`);
      return identity;
    },
  };
}
