import pg from "pg";
import { EARLIEST, LATEST } from "#core/bounds";
import type { EpochMs } from "#core/time";

const { TIMESTAMPTZ, TIMESTAMP, DATE } = pg.types.builtins;
const MOMENTS: ReadonlySet<number> = new Set([TIMESTAMPTZ, TIMESTAMP, DATE]);

/**
 * For `pg.Pool`: every moment is a `Date` of the years that Holdpoint writes. The database knows moments that JavaScript does
 * not, such as "infinity", and the driver makes numbers or invalid dates of them.
 */
export const STORED_MOMENTS: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    const parse = pg.types.getTypeParser(oid, format) as (text: string) => unknown;
    return MOMENTS.has(oid) ? (text: string) => bounded(Number(parse(text))) : parse;
  },
};

/** As above, of a date that Prisma has read, which parses by itself. */
export function storedMoment(date: Date): EpochMs {
  return bounded(date.getTime()).getTime();
}

function bounded(at: number): Date {
  return new Date(Math.min(LATEST, Math.max(EARLIEST, Number.isNaN(at) ? EARLIEST : at)));
}
