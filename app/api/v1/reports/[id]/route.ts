import { writeOut } from "#core/report/write-out";
import { respond } from "#edges/web/respond";
import { forRoles, readQuery } from "#edges/web/route";
import { reportQuerySchema } from "#wire/papers";

type Context = { readonly params: Promise<{ readonly id: string }> };

/** A report as it stands now, by its id or its file's name. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return await forRoles(request, "GET /api/v1/reports/{id}", async ({ engine, address }) => {
    const query = readQuery(request, reportQuerySchema);
    if (!query.ok) return respond(query);
    const report = await engine.report((await params).id);
    if (!report.ok) return respond(report);
    const { text, type, file } = writeOut(report.value, query.value.format, address.publicUrl?.url);
    return new Response(text, {
      headers: {
        "content-type": `${type}; charset=utf-8`,
        "content-disposition": `inline; filename="${file}"`,
        "cache-control": "no-store",
      },
    });
  });
}
