import { accept } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forRoles, readQuery } from "#edges/web/route";
import { logQuerySchema, type LogPage } from "#wire/room-log";

/** Events of the log, oldest first; `next` is the `after` of the next page. */
export async function GET(request: Request): Promise<Response> {
  return await forRoles(request, "GET /api/v1/log", async ({ engine, rollouts }) => {
    const query = readQuery(request, logQuerySchema);
    if (!query.ok) return respond(query);
    const { after, limit, rollout } = query.value;
    const events = await (rollout === undefined ? engine.events(after, limit) : rollouts.events(rollout, after, limit));
    const last = events.at(-1)?.seq ?? after;
    const isMore = rollout === undefined ? last < engine.room().seq : events.length === limit;
    const page: LogPage = { events: [...events], next: isMore ? last : null };
    return respond(accept(page));
  });
}
