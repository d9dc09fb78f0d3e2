import type { Plan } from "../plan/plan.ts";
import type { Schedule } from "../plan/schedule.ts";
import type { Roster } from "../room/roster.ts";
import type { EpochMs } from "../time.ts";
import type { Contact } from "./delivery.ts";
import type { NoticeRoster } from "./routing.ts";

/**
 * Whom the room's notices can reach at `now`. On shift are those who hold a role of a crew whose shift runs, its overlap
 * included; where none runs, whoever is checked in; where nobody is, everybody who holds a role.
 */
export function noticeRosterOf(
  plan: Pick<Plan, "people">,
  room: { readonly schedule: Pick<Schedule, "shifts">; readonly roster: Roster; readonly contacts: readonly Contact[] },
  now: EpochMs,
): NoticeRoster {
  const { schedule, roster, contacts } = room;
  const holders = Object.fromEntries(Object.entries(roster.holders).map(([role, { id }]) => [role, [id]]));
  const running = schedule.shifts.filter(({ from, to, overlapMs }) => from - overlapMs <= now && now < to);
  const crews = plan.people.shifts.filter(({ id }) => running.some((shift) => shift.id === id));
  const roles = crews.flatMap((shift) => plan.people.crews.filter(({ id }) => shift.crews.includes(id)));
  const crew = roles.flatMap((each) => each.roles).flatMap((role) => holders[role] ?? []);
  const here = Object.keys(roster.present);
  const [onShift = []] = [crew, here, Object.values(holders).flat()].filter((ids) => ids.length > 0);
  return { people: contacts, holders, onShift: [...new Set(onShift)] };
}
