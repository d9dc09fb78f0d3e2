import { randomUUID, scryptSync, timingSafeEqual } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Pool } from "pg";
import { z } from "zod";
import { accept, refuse, type Outcome } from "#core/outcome";

export type Kind = "production" | "rehearsal";

/** One Holdpoint: its data folder and its database carry the same id, made at the first start. */
export type Installation = { readonly id: string; readonly kind: Kind };

export type Claim = {
  readonly dataDir: string;
  /** `HOLDPOINT_SECRET`: who knows it is the same installation, though the data folder was not kept. */
  readonly secret: string | undefined;
  readonly kind: Kind;
};

/** What the database says of itself before anything is changed in it. */
type Stored = {
  readonly row: {
    readonly id: string;
    readonly kind: Kind;
    readonly madeAt: Date;
    readonly secretMark: string | null;
  } | null;
  /** Kinds of rollouts in it; an earlier version may have left some without a row. */
  readonly kinds: readonly Kind[];
};

const FILE = "installation";

/**
 * Whether this data folder and this database are one installation; looked at before anything is changed. `settle` writes down
 * what is missing on either side, once the tables are there. Refuses as `conflict` what belongs to another installation, and
 * a rehearsal on a database of the real thing or the other way round.
 */
export async function claimInstallation(
  pool: Pool,
  claim: Claim,
  where: string,
): Promise<Outcome<{ settle(): Promise<Installation> }>> {
  const [file, stored] = [await fileOf(claim.dataDir), await storedIn(pool)];
  const refusal = misfit(stored, claim, { file, where });
  if (refusal !== null) return refuse("conflict", refusal);
  return accept({ settle: () => settle(pool, claim, stored.row?.id ?? file ?? randomUUID()) });
}

/**
 * Makes this data folder and this database one installation, whatever they were before; answers in one sentence. A rehearsal
 * stays one. The tables must be there.
 */
export async function adoptInstallation(
  pool: Pool,
  claim: Omit<Claim, "kind">,
  where: string,
): Promise<Outcome<string>> {
  const [file, stored] = [await fileOf(claim.dataDir), await storedIn(pool)];
  const kind = stored.row?.kind ?? kindOf(stored.kinds);
  if (kind === null) return refuse("not_found", `${where} holds nothing yet: the next start takes it by itself.`);
  const id = stored.row?.id ?? file ?? randomUUID();
  await settle(pool, { ...claim, kind }, id);
  const before = file === null || file === id ? "" : ` instead of ${file}`;
  return accept(`${claim.dataDir} now belongs to the installation ${id} of ${where}${before}.`);
}

/** Why this folder must not be used with this database; null when it may. */
function misfit(
  { row, kinds }: Stored,
  claim: Claim,
  { file, where }: { readonly file: string | null; readonly where: string },
): string | null {
  const kind = row?.kind ?? kindOf(kinds);
  if (kind !== null && kind !== claim.kind) return OTHER_KIND[claim.kind](where);
  const wayOut = `If they do belong together, as after a restore or a lost folder, say so once: npx holdpoint adopt`;
  if (row === null)
    return kind === null || file === null
      ? null
      : `${where} was not made by the installation that the data folder ${claim.dataDir} belongs to (${file}). ${wayOut}`;
  if (file === row.id) return null;
  if (file === null && knowsSecret(row, claim.secret)) return null;
  const folder = file === null ? "has no installation yet" : `belongs to ${file}`;
  return `${where} belongs to the installation ${row.id} (since ${row.madeAt.toISOString().slice(0, 10)}), and the data folder ${claim.dataDir} ${folder}: point DATABASE_URL or HOLDPOINT_DATA elsewhere. ${wayOut}`;
}

const OTHER_KIND: Readonly<Record<Kind, (where: string) => string>> = {
  production: (where) =>
    `${where} holds rehearsals, which are not mixed with anything real: point DATABASE_URL or HOLDPOINT_DATA elsewhere.`,
  rehearsal: (where) =>
    `${where} holds a real rollout, which no rehearsal may touch: run the demo without DATABASE_URL, or with another one.`,
};

/** Of a database from before there were installations. */
function kindOf(kinds: readonly Kind[]): Kind | null {
  if (kinds.length === 0) return null;
  return kinds.includes("production") ? "production" : "rehearsal";
}

async function settle(pool: Pool, { dataDir, secret, kind }: Claim, id: string): Promise<Installation> {
  const { rows } = await pool.query<Installation>(
    `insert into installation (id, kind, secret_mark) values ($1, $2, $3)
      on conflict (only_one) do update set secret_mark = coalesce(excluded.secret_mark, installation.secret_mark)
      returning id, kind`,
    [id, kind, secret ? markOf(id, secret) : null],
  );
  const installation = rows[0] ?? { id, kind };
  if ((await fileOf(dataDir)) !== installation.id) {
    await mkdir(dataDir, { recursive: true });
    const draft = join(dataDir, `${FILE}.${process.pid}`);
    await writeFile(draft, `${installation.id}\n`, { mode: 0o600 });
    await rename(draft, join(dataDir, FILE));
  }
  return installation;
}

async function fileOf(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, FILE), "utf8").catch(() => "");
  return z.uuid().safeParse(text.trim()).data ?? null;
}

async function storedIn(pool: Pool): Promise<Stored> {
  const { rows } = await pool.query<{ installation: boolean; rollout: boolean }>(
    "select to_regclass('installation') is not null as installation, to_regclass('rollout') is not null as rollout",
  );
  const found = rows[0];
  const row = found?.installation
    ? await pool.query<NonNullable<Stored["row"]>>(
        `select id, kind, made_at as "madeAt", secret_mark as "secretMark" from installation`,
      )
    : null;
  const kinds = found?.rollout ? await pool.query<{ kind: Kind }>("select distinct kind from rollout") : null;
  return { row: row?.rows[0] ?? null, kinds: (kinds?.rows ?? []).map(({ kind }) => kind) };
}

/** Slow to guess at: whoever reads the database learns nothing of a secret that is one. */
function markOf(id: string, secret: string): string {
  return scryptSync(secret, `holdpoint installation ${id}`, 32).toString("base64url");
}

function knowsSecret({ id, secretMark }: NonNullable<Stored["row"]>, secret: string | undefined): boolean {
  if (!secret || secretMark === null) return false;
  const [mine, its] = [Buffer.from(markOf(id, secret)), Buffer.from(secretMark)];
  return mine.length === its.length && timingSafeEqual(mine, its);
}
