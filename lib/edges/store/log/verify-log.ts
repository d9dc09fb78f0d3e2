import type { Pool, PoolClient } from "pg";
import { onePicture } from "../one-picture.ts";
import { addedEvents, addedWords } from "./added-rows.ts";
import { eventOf, genesis, hashOf, type LogRow } from "./hash-chain.ts";
import { besideFaults, comparable, ofNoEventWords, TABLES_BESIDE } from "./beside-rows.ts";
import { checkSignatures } from "./check-signatures.ts";
import { archiveFault, columnsWords } from "./log-check.ts";
import type { LogProof, LogReport } from "./log-report.ts";
import { missingWords as missing } from "./log-signing.ts";
import { rowHashOf, type RolloutRow } from "./rollout-row.ts";

const MOST_FAULTS = 50;
const ROWS_AT_ONCE = 1_000;

/** Checks every row of every rollout's log, its signatures, and the entries and sign-offs beside it; changes nothing. */
export async function verifyLogs(pool: Pool, proof: LogProof): Promise<readonly LogReport[]> {
  // a log that grows meanwhile would not agree with its head
  return onePicture(pool, (client) => verifyIn(client, proof));
}

async function verifyIn(client: PoolClient, proof: LogProof): Promise<readonly LogReport[]> {
  const { rows } = await client.query<StoredRow>(
    "select id, plan, plan_version, kind, t0, archive_no, log_seq, log_hash from rollout order by created_at",
  );
  // those after the last event are read with the log
  const added = (await addedEvents(client)).filter(({ at }) => at.seq < 1);
  const reports: LogReport[] = [];
  for (const row of rows) {
    const { id, plan, kind, log_seq: seq, log_hash: hash } = row;
    const end = { rollout: id, seq, hash, rowHash: rowHashOf(row) };
    const { faults: unsigned, ...signatures } = await checkSignatures(client, end, proof);
    const archived = archiveFault(row.archive_no, await isOpen(client, id));
    const before = added.filter(({ at }) => at.rollout_id === id).map(({ at }) => addedWords(at.seq));
    const found = await faultsOf(client, id, { seq, hash });
    const faults = [...before, ...found, ...(archived ? [archived] : []), ...unsigned];
    reports.push({ rollout: id, plan, kind, events: seq, hash, faults: faults.slice(0, MOST_FAULTS), ...signatures });
  }
  const gone = proof.heads.filter(({ rollout }) => !rows.some(({ id }) => id === rollout));
  for (const { rollout, seq, hash } of gone)
    reports.push({
      ...{ rollout, plan: "rollout", kind: rollout, events: 0, hash },
      faults: [`The rollout is not in the database, and its log had ${seq} events.`],
      ...{ signed: "signed", signedHead: null },
    });
  return reports;
}

type StoredRow = RolloutRow & {
  readonly id: string;
  readonly archive_no: number;
  readonly log_seq: number;
  readonly log_hash: string;
};

/** What the log says; that its types are those of its events is checked with its rows. */
async function isOpen(client: PoolClient, rollout: string): Promise<boolean> {
  const { rows } = await client.query<{ type: string }>(
    `select type from rollout_event where rollout_id = $1 and type in ('rollout_archived', 'rollout_reopened')
     order by seq desc limit 1`,
    [rollout],
  );
  return rows[0]?.type !== "rollout_archived";
}

type Head = { readonly seq: number; readonly hash: string };

async function faultsOf(client: PoolClient, rollout: string, head: Head): Promise<readonly string[]> {
  const faults: string[] = [];
  const beside = await rowsBeside(client, rollout);
  let before = { seq: 0, hash: genesis(rollout) };
  for (;;) {
    const rows = await readRows(client, rollout, before.seq);
    for (const row of rows) {
      faults.push(...faultsOfRow(row, before, beside));
      // each row is judged on what stands before it, so that one wrong row does not condemn all that follow
      before = { seq: row.seq, hash: row.hash };
    }
    if (rows.length < ROWS_AT_ONCE || faults.length > MOST_FAULTS) break;
  }
  if (before.seq < head.seq) faults.push(`${missing(before.seq + 1, head.seq)} at the end of the log.`);
  if (before.seq > head.seq)
    faults.push(`${missing(head.seq + 1, before.seq).replace("missing", "unknown to the head")}.`);
  if (before.seq === head.seq && head.seq > 0 && before.hash !== head.hash)
    faults.push(await wrongHead(client, rollout, head));
  for (const [seq, kinds] of beside) faults.push(ofNoEventWords([...kinds.keys()], seq));
  return faults;
}

/** Of another log, where the heads of two rollouts changed places. */
async function wrongHead(client: PoolClient, rollout: string, head: Head): Promise<string> {
  const { rows } = await client.query<{ plan: string; kind: string }>(
    `select plan, kind from rollout_event e join rollout r on r.id = e.rollout_id
     where e.hash = $1 and e.rollout_id <> $2 limit 1`,
    [head.hash, rollout],
  );
  const [other] = rows;
  if (other) return `Its head is that of another rollout's log, ${other.plan} ${other.kind}.`;
  return `Event ${head.seq} is not the one that was written last.`;
}

async function readRows(client: PoolClient, rollout: string, after: number): Promise<readonly LogRow[]> {
  const { rows } = await client.query<Omit<LogRow, "at"> & { at: Date }>(
    "select seq, at, type, body, hash from rollout_event where rollout_id = $1 and seq > $2 order by seq limit $3",
    [rollout, after, ROWS_AT_ONCE],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

/** Rows beside the log by event number and table, as comparable text. What is checked is taken out. */
type Beside = Map<number, Map<string, string>>;

async function rowsBeside(client: PoolClient, rollout: string): Promise<Beside> {
  const beside: Beside = new Map();
  const add = (
    table: string,
    rows: readonly { readonly seq: number; readonly row: Record<string, unknown> }[],
  ): void => {
    for (const { seq, row } of rows) {
      const known = beside.get(seq) ?? new Map<string, string>();
      known.set(table, comparable(row));
      beside.set(seq, known);
    }
  };
  for (const table of TABLES_BESIDE) {
    const { rows } = await client.query<{ seq: number; row: Record<string, unknown> }>(
      `select seq, to_jsonb(t) - 'rollout_id' as row from ${table} as t where rollout_id = $1`,
      [rollout],
    );
    add(table, rows);
  }
  return beside;
}

function faultsOfRow(row: LogRow, before: Head, beside: Beside): readonly string[] {
  const faults: string[] = [];
  const { seq } = row;
  if (seq !== before.seq + 1) return [`${missing(before.seq + 1, seq - 1)}.`, ...takeBeside(row, beside)];
  if (hashOf(before.hash, seq, row.body) !== row.hash)
    return [`Event ${seq} was changed, or stands in another's place.`, ...takeBeside(row, beside)];
  return [...faults, ...takeBeside(row, beside)];
}

/** What stands beside the row must say the same; it is taken out, so that what is left over at the end belongs to no event. */
function takeBeside(row: LogRow, beside: Beside): readonly string[] {
  const found = beside.get(row.seq);
  beside.delete(row.seq);
  try {
    const event = eventOf(row);
    const columns = event.event.type !== row.type || event.at !== row.at;
    const both = {
      checkpoint_entry: found?.get("checkpoint_entry") ?? null,
      sign_off: found?.get("sign_off") ?? null,
    };
    return [...(columns ? [columnsWords(row.seq)] : []), ...besideFaults(row, both)];
  } catch {
    return [`Event ${row.seq} cannot be read.`];
  }
}
