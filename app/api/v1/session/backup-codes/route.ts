import { respond } from "#edges/web/respond";
import { forPeople } from "#edges/web/route";

/** New backup codes, shown once. */
export async function POST(request: Request): Promise<Response> {
  return await forPeople(request, "POST /api/v1/session/backup-codes", async ({ accounts }, person) =>
    respond(await accounts.secondFactors.newBackupCodes(person), 201),
  );
}
