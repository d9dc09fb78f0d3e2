import { Pool } from "undici";
import type { Verb } from "#engine/commands";
import { commandAnswerSchema, type CommandAnswer } from "#wire/command";
import { logPageSchema } from "#wire/room-log";
import type { LoggedEvent } from "#core/room/room-event";

const TIMEOUT_MS = 20_000;
/** Two, so that the same command can be sent twice at once. */
const CONNECTIONS = 2;

export type Sent = { readonly verb: Verb; readonly input: object; readonly key: string };
/** `answer` is null for a refusal, or where the program died over it. */
export type Answered = { readonly status: number; readonly text: string; readonly answer: CommandAnswer | null };

/** Who has signed in, and with which address: in a war room everybody has a machine of their own. */
export type Seat = { readonly id: string; readonly name: string; readonly cookie: string; readonly address: string };

/** One person at a machine of their own; connections are kept open, as a browser does. */
export type Person = Seat & {
  /** Sends a command and waits for the answer; status 0 when the connection broke. */
  give(sent: Sent): Promise<Answered>;
  read(path: string): Promise<unknown>;
  /** All events after `seq`. */
  log(seq: number): Promise<readonly LoggedEvent[]>;
  close(): Promise<void>;
};

export function personAt(origin: string, seat: Seat): Person {
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    localAddress: seat.address,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  const read = async (path: string): Promise<unknown> => {
    const { statusCode, body } = await pool.request({ method: "GET", path, headers: { cookie: seat.cookie } });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`${path} was answered ${statusCode}: ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
  return {
    ...seat,
    give: (sent) => give(pool, seat, sent).catch((error: unknown) => ({ ...BROKEN, text: String(error) })),
    read,
    log: async (seq) => {
      const events: LoggedEvent[] = [];
      for (let after: number | null = seq; after !== null;) {
        const page = logPageSchema.parse(await read(`/api/v1/log?after=${after}&limit=500`));
        events.push(...page.events);
        after = page.next;
      }
      return events;
    },
    close: () => pool.destroy(),
  };
}

const BROKEN = { status: 0, answer: null } as const;

async function give(pool: Pool, { cookie }: Seat, { verb, input, key }: Sent): Promise<Answered> {
  const { statusCode, body } = await pool.request({
    method: "POST",
    path: `/api/v1/commands/${verb}`,
    headers: { "content-type": "application/json", "idempotency-key": key, cookie },
    body: JSON.stringify(input),
  });
  const text = await body.text();
  const answer = statusCode === 200 ? commandAnswerSchema.parse(JSON.parse(text)) : null;
  return { status: statusCode, text, answer };
}

/** The same, for what must not be refused. */
export async function must(person: Person, sent: Sent): Promise<CommandAnswer> {
  const { status, text, answer } = await person.give(sent);
  if (!answer) throw new Error(`${sent.verb} of ${person.name} was answered ${status}: ${text.slice(0, 300)}`);
  return answer;
}
