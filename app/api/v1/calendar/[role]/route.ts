import { scheduleOf } from "#core/plan/schedule";
import { roleLabel } from "#core/room/deciding";
import { calendarOf } from "#core/shift/calendar";
import { icalText } from "#core/shift/ical";
import { respond } from "#edges/web/respond";
import { forRoles, readQuery } from "#edges/web/route";
import type { Runtime } from "#edges/web/runtime";
import { calendarQuerySchema } from "#wire/accounts";

type Context = { readonly params: Promise<{ readonly role: string }> };

/** The times of a role for a calendar program. A wrong, revoked or missing link and an unknown role look the same. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return await forRoles(request, "GET /api/v1/calendar/{role}", async ({ accounts, engine }) => {
    const role = (await params).role.replace(/\.ics$/, "");
    const query = readQuery(request, calendarQuerySchema);
    const opened = await accounts.calendars.opens(role, query.ok ? query.value.link : "", request.headers);
    if (!opened.ok) return respond(opened);
    return new Response(textOf(engine, role), {
      headers: {
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": 'inline; filename="holdpoint.ics"',
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
      },
    });
  });
}

function textOf(engine: Runtime["engine"], role: string): string {
  const [plan, room, rollout] = [engine.plan(), engine.room(), engine.rollout()];
  const place = { plan, room, schedule: scheduleOf(plan, rollout.t0), rollout: rollout.id };
  const rehearsal = rollout.kind === "rehearsal" ? "REHEARSAL " : "";
  return icalText({
    name: `${rehearsal}${rollout.name}, ${roleLabel(plan, role)}`,
    entries: calendarOf(place, role).map((entry) => ({ ...entry, title: `${rehearsal}${entry.title}` })),
    sequence: room.launch.moves.length,
    writtenAt: engine.now(),
  });
}
