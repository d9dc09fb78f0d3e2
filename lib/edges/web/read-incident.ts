import { accept, refuse, type Outcome } from "#core/outcome";
import { incidentRecord, type IncidentRecord } from "#core/room/incident-record";
import { isOfTimelines } from "#core/room/incident-timeline";
import type { LoggedEvent } from "#core/room/room-event";
import type { Runtime } from "./runtime.ts";
import { lookUp } from "#core/look-up";

const EVENTS_AT_ONCE = 500;

/** The record of one incident, from the log as it is now; `not_found` for what is none. */
export async function readIncident(engine: Runtime["engine"], id: string): Promise<Outcome<IncidentRecord>> {
  const room = engine.room();
  const alert = lookUp(room.alerts, id);
  const about = alert && { plan: engine.plan(), room, alert };
  const record = about && incidentRecord(await eventsUpTo(engine, room.seq), about);
  return record ? accept(record) : refuse("not_found", `There is no incident "${id}".`);
}

/** Only what can belong to an incident is kept of the log's pages. */
async function eventsUpTo(engine: Runtime["engine"], last: number): Promise<readonly LoggedEvent[]> {
  const found: LoggedEvent[] = [];
  for (let seq = 0; seq < last;) {
    const page = await engine.events(seq, EVENTS_AT_ONCE);
    found.push(...page.filter((logged) => logged.seq <= last && isOfTimelines(logged)));
    const next = page.at(-1)?.seq;
    if (next === undefined) break;
    seq = next;
  }
  return found;
}
