import { problem } from "#edges/web/respond";

function unknown(): Response {
  return problem({ code: "not_found", message: "There is no such address in Holdpoint's API." });
}

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT };
