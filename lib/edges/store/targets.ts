import type { Pool } from "pg";
import type { Target } from "#core/target";

/** Makes targets known by their public ids and returns the database's number of each; a known one keeps its number. */
export async function saveTargets(pool: Pool, targets: readonly Target[]): Promise<ReadonlyMap<string, number>> {
  // one order for everybody, so that two processes never wait for each other
  const sorted = targets.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const { rows } = await pool.query<{ slug: string; key: number }>(
    `insert into target (slug, kind, name, segment, region, critical)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bool[])
      on conflict (slug) do update set kind = excluded.kind, name = excluded.name, segment = excluded.segment,
        region = excluded.region, critical = excluded.critical
      returning slug, key`,
    [
      sorted.map(({ id }) => id),
      sorted.map(({ kind }) => kind),
      sorted.map(({ name }) => name),
      sorted.map(({ segment }) => segment),
      sorted.map(({ region }) => region),
      sorted.map(({ critical }) => critical),
    ],
  );
  return new Map(rows.map(({ slug, key }) => [slug, key]));
}

/** Every target that was ever saved: its public id and its number. */
export async function targetKeys(pool: Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ slug: string; key: number }>("select slug, key from target");
  return new Map(rows.map(({ slug, key }) => [slug, key]));
}
