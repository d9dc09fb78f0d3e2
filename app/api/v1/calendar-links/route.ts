import { accept, refuse } from "#core/outcome";
import { respond } from "#edges/web/respond";
import { forPeople, readBody } from "#edges/web/route";
import { calendarBodySchema } from "#wire/accounts";

/** One's own links for calendar programs. */
export async function GET(request: Request): Promise<Response> {
  return await forPeople(request, "GET /api/v1/calendar-links", async ({ accounts }, person) =>
    respond(accept(await accounts.calendars.list(person))),
  );
}

/** A link for a role of the plan; it is told here and never again. */
export async function POST(request: Request): Promise<Response> {
  return await forPeople(request, "POST /api/v1/calendar-links", async ({ accounts, engine }, person) => {
    const body = await readBody(request, calendarBodySchema, 4_096);
    if (!body.ok) return respond(body);
    const { role } = body.value;
    if (!engine.plan().people.roles.some(({ id }) => id === role))
      return respond(
        refuse("invalid", `role: the plan has no role "${role}"`, [{ path: "role", message: "is not in the plan" }]),
      );
    return respond(await accounts.calendars.make(person, role), 201);
  });
}
