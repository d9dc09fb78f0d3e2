import { parseEnvironment } from "#edges/env";
import { findUnreadableRows, quarantineUnreadableRows, type Repair } from "#edges/store/repair-database";
import type { UnreadableRow } from "#engine/ports";

type Said = { readonly text: string; readonly exitCode: number };

const MOST_LISTED = 200;
const PUT_BACK = [
  "They are in the table quarantined_row, as they were. To put one of them back, with its id there:",
  "  insert into TABLE select (jsonb_populate_record(null::TABLE, row)).* from quarantined_row where id = ID;",
  "Where only one column was emptied, delete the row that stayed first.",
].join("\n");

/** `holdpoint repair`: lists stored rows that cannot be read; moves them aside with `isMoving`. 1 while any are left. */
export async function runRepair(
  variables: Readonly<Record<string, string | undefined>>,
  isMoving: boolean,
): Promise<Said> {
  const environment = parseEnvironment(variables);
  if (!environment.ok) return { text: environment.refusal.message, exitCode: 2 };
  const { HOLDPOINT_DATA: dataDir, DATABASE_URL: databaseUrl } = environment.value;
  const repair = isMoving ? quarantineUnreadableRows : findUnreadableRows;
  const done = await repair({ dataDir, databaseUrl, onEvent: () => undefined });
  return done.ok ? saidOf(done.value, isMoving) : { text: done.refusal.message, exitCode: 1 };
}

function saidOf({ found, moved }: Repair, isMoving: boolean): Said {
  if (found.length === 0) return { text: "Every stored row can be read.", exitCode: 0 };
  const left = found.filter((row) => !moved.includes(row));
  const lines = [
    `${counted(found.length)} cannot be read:`,
    ...found.slice(0, MOST_LISTED).map(lineOf),
    ...(found.length > MOST_LISTED ? [`  and ${found.length - MOST_LISTED} more`] : []),
    ...(moved.length > 0 ? [`${counted(moved.length)} moved aside; nothing was deleted.`, PUT_BACK] : []),
  ];
  if (!isMoving)
    lines.push("Nothing was changed. `holdpoint repair --quarantine` moves them aside, with Holdpoint stopped.");
  else lines.push(...stayingLines(left));
  return { text: lines.join("\n"), exitCode: left.length > 0 ? 1 : 0 };
}

function stayingLines(left: readonly UnreadableRow[]): readonly string[] {
  const accounts = left.filter(({ table }) => table === "user").length;
  const events = left.length - accounts;
  return [
    ...(events > 0
      ? [
          `${counted(events)} of the log stay where they are, for the log is a chain: each is shown as an event that cannot be read.`,
        ]
      : []),
    ...(accounts > 0
      ? [`${counted(accounts)} of accounts stay: an administrator gives them a role again, under Settings.`]
      : []),
  ];
}

function lineOf({ table, at, column, why }: UnreadableRow): string {
  const where = Object.entries(at).map(([name, value]) => `${name} ${value}`);
  return `  ${table}${column ? `.${column}` : ""}, ${where.join(", ")}: ${why}`;
}

function counted(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"}`;
}
