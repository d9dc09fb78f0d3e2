import type { z } from "zod";
import { accept, refuse, type Outcome } from "#core/outcome";
import { problem } from "./respond.ts";
import { sharedRuntime, type Runtime } from "./runtime.ts";

/** Runs `answer` for a paired display; 401 for anybody else, 503 while the program is starting, 500 when `answer` throws. */
export async function forDisplay(
  request: Request,
  answer: (runtime: Runtime) => Response | Promise<Response>,
): Promise<Response> {
  return await forAnyone((runtime) => {
    if (!runtime.admits(request.headers)) {
      return problem({
        code: "unauthenticated",
        message: "This display is not paired: open the link that the terminal printed.",
      });
    }
    return answer(runtime);
  });
}

/** As `forDisplay`, for routes that check for themselves or need no check. */
export async function forAnyone(answer: (runtime: Runtime) => Response | Promise<Response>): Promise<Response> {
  const runtime = sharedRuntime();
  if (!runtime) return problem({ code: "unavailable", message: "Holdpoint is starting." });
  try {
    return await answer(runtime);
  } catch (error) {
    process.stderr.write(
      `${JSON.stringify({ level: "error", time: new Date().toISOString(), error: String(error), msg: "a request failed" })}\n`,
    );
    return problem({ code: "internal", message: "Internal error." });
  }
}

/** Query parameters through `schema`; a parameter given twice becomes a list. Unknown ones are refused by strict schemas. */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): Outcome<z.infer<S>> {
  const query = new URL(request.url).searchParams;
  const fields = [...new Set(query.keys())].map((key): [string, string | string[]] => {
    const values = query.getAll(key);
    return [key, values.length > 1 ? values : (values[0] ?? "")];
  });
  return parse(schema, Object.fromEntries(fields));
}

/** The JSON body through `schema`, at most `mostBytes`: `too_large` past it, `invalid` with a place per field otherwise. */
export async function readBody<S extends z.ZodType>(
  request: Request,
  schema: S,
  mostBytes: number,
): Promise<Outcome<z.infer<S>>> {
  const text = await boundedText(request, mostBytes);
  if (text === null) return refuse("too_large", `The body is larger than ${mostBytes.toLocaleString("en")} bytes.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse("invalid", "The body is not JSON.");
  }
  return parse(schema, json);
}

async function boundedText(request: Request, mostBytes: number): Promise<string | null> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return null;
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parse<S extends z.ZodType>(schema: S, input: unknown): Outcome<z.infer<S>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return accept(parsed.data);
  const places = parsed.error.issues
    .slice(0, 50)
    .map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  const first = places[0];
  return refuse(
    "invalid",
    first ? `${first.path || "request"}: ${first.message}` : "The request is not valid.",
    places,
  );
}
