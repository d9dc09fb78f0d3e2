import { incidentDraft } from "#core/room/incident-draft";
import { readIncident } from "#edges/web/read-incident";
import { problem } from "#edges/web/respond";
import { forRoles } from "#edges/web/route";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** The draft of its review, in Markdown. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return await forRoles(request, "GET /api/v1/incidents/{id}/review", async ({ engine }) => {
    const found = await readIncident(engine, (await params).id);
    if (!found.ok) return problem(found.refusal);
    const name = found.value.alert.replaceAll(/[^\w.-]+/g, "-");
    return new Response(incidentDraft(found.value), {
      headers: {
        "content-type": "text/markdown; charset=utf-8",
        "content-disposition": `attachment; filename="review-${name}.md"`,
        "cache-control": "no-store",
      },
    });
  });
}
