import { z } from "zod";
import { ACCESS, type Visitor } from "#core/access";
import type { RefusalCode } from "#core/outcome";
import { loggedEventSchema } from "#core/room/room-event";
import { commandAnswerSchema, idempotencyKeySchema } from "#wire/command";
import { API_ROUTES, type ApiRoute, type ApiRow } from "./api-routes.ts";
import { problem } from "./respond.ts";
import { schemaBook, type SchemaBook } from "./schema-book.ts";

/** A command, as far as a caller must know it. */
export type DescribedCommand = {
  readonly summary: string;
  readonly input: z.ZodType;
  readonly roles: readonly Visitor[];
  readonly stepUp: boolean;
};
export type OpenApi = Readonly<Record<string, unknown>>;
type Json = Record<string, unknown>;
type Books = { readonly takes: SchemaBook; readonly answers: SchemaBook };

/** Every code, with what it means; one that is missing is an error of the type. */
const CODES: Readonly<Record<RefusalCode, string>> = {
  invalid: "Something sent is not as it must be; `places` names each field.",
  unreadable: "The body is compressed, not UTF-8, not JSON, nested too deep, or names a field __proto__.",
  unauthenticated: "Sign in first.",
  forbidden: "Your role may not do this.",
  confirm: "Give the password again first.",
  not_found: "There is no such thing.",
  conflict: "It does not fit what has been decided meanwhile.",
  too_large: "The body is too large.",
  too_many: "Too many tries.",
  unavailable: "Not right now; send it again.",
  internal: "A fault of Holdpoint's own.",
};

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(Object.keys(CODES)),
  places: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** The API as OpenAPI 3.1, made from the schemas that read and write it. */
export function openApi(commands: Readonly<Record<string, DescribedCommand>>, place: ApiPlace = NO_PLACE): OpenApi {
  const books = { takes: schemaBook("input"), answers: schemaBook("output") };
  books.answers.add("LoggedEvent", loggedEventSchema);
  books.answers.add("Problem", problemSchema);
  const routes = Object.entries(API_ROUTES) as [ApiRow, ApiRoute][];
  const paths = [
    ...Object.entries(commands).map(([verb, command]) => commandPath(verb, command, books)),
    ...routes.map(([row, route]) => routePath(row, route, books)),
  ];
  return {
    openapi: "3.1.0",
    info: {
      title: "Holdpoint",
      version: "1",
      description: "Times are epoch milliseconds by the rollout's clock. Whatever changes the room is a command.",
    },
    servers: [{ url: place.url ?? "/" }],
    paths: merged(paths),
    components: {
      schemas: { ...books.takes.all(), ...books.answers.all() },
      responses: problemResponses(),
      securitySchemes: securityOn(place),
    },
  };
}

/** Where the API is, and how the cookies that open it are called. */
export type ApiPlace = { readonly url: string | null; readonly cookiePrefix: string };
const NO_PLACE: ApiPlace = { url: null, cookiePrefix: "" };

function securityOn({ cookiePrefix }: ApiPlace): Json {
  const { session, display } = SECURITY;
  return {
    ...SECURITY,
    session: { ...session, name: `${cookiePrefix}${session.name}` },
    display: { ...display, name: `${cookiePrefix}${display.name}` },
  };
}

const SECURITY = {
  session: { type: "apiKey", in: "cookie", name: "holdpoint.session_token", description: "A signed-in person." },
  display: { type: "apiKey", in: "cookie", name: "holdpoint_display", description: "A paired display: looks only." },
  pushKey: { type: "http", scheme: "bearer", description: "A key of push.keys in holdpoint.yaml." },
} as const;

type Path = readonly [path: string, method: string, operation: Json];

function merged(paths: readonly Path[]): Record<string, Json> {
  const all: Record<string, Json> = {};
  for (const [path, method, operation] of paths) all[path] = { ...all[path], [method]: operation };
  return all;
}

function commandPath(verb: string, command: DescribedCommand, books: Books): Path {
  const { summary, input, roles, stepUp } = command;
  const name = pascal(verb);
  const steps = stepUp ? " Asks for the password if it was last given more than 15 minutes ago." : "";
  return [
    `/api/v1/commands/${verb}`,
    "post",
    {
      operationId: `command${name}`,
      summary,
      description: `For ${roles.join(", ")}.${steps}`,
      tags: ["commands"],
      security: [{ session: [] }],
      parameters: [
        {
          name: "Idempotency-Key",
          in: "header",
          required: false,
          description: "The same key again gets the same answer, and changes nothing.",
          schema: inline(idempotencyKeySchema),
        },
      ],
      requestBody: jsonBody(books.takes.add(`${name}Input`, input)),
      responses: answersWith(
        { 200: jsonAnswer("Done: the events it caused.", books.answers.add("CommandAnswer", commandAnswerSchema)) },
        Object.keys(CODES) as RefusalCode[],
      ),
    },
  ];
}

function routePath(row: ApiRow, route: ApiRoute, books: Books): Path {
  const [method = "", path = ""] = row.split(" ");
  const name = pascal(`${method.toLowerCase()}-${path.replace("/api/v1/", "").replace(/[^A-Za-z0-9]+/g, "-")}`);
  const schema = books.answers.add(`${name}Answer`, route.answer);
  const content = { [route.type ?? "application/json"]: { schema } };
  const empty = route.mayBeEmpty ? { 204: { description: "Nothing yet." } } : {};
  return [
    path,
    method.toLowerCase(),
    {
      operationId: `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      summary: route.summary,
      description: `For ${ACCESS[row].join(", ")}.`,
      tags: [path.split("/")[3] ?? "api"],
      security: securityOf(ACCESS[row], route),
      parameters: [...pathParameters(path), ...(route.query ? queryParameters(route.query) : [])],
      ...(route.body && { requestBody: jsonBody(books.takes.add(`${name}Body`, route.body)) }),
      responses: answersWith({ [route.status ?? 200]: { description: "Done.", content }, ...empty }, codesOf(route)),
    },
  ];
}

function codesOf({ query, body }: ApiRoute): readonly RefusalCode[] {
  const input: readonly RefusalCode[] = query || body ? ["invalid"] : [];
  const size: readonly RefusalCode[] = body ? ["unreadable", "too_large"] : [];
  return [
    ...input,
    ...size,
    "unauthenticated",
    "forbidden",
    "not_found",
    "conflict",
    "too_many",
    "unavailable",
    "internal",
  ];
}

function securityOf(visitors: readonly Visitor[], { pushKey }: ApiRoute): readonly Json[] {
  if (pushKey) return [{ pushKey: [] }];
  if (visitors.includes("nobody")) return [];
  return [{ session: [] }, ...(visitors.includes("display") ? [{ display: [] }] : [])];
}

function pathParameters(path: string): readonly Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(query: z.ZodType): readonly Json[] {
  const { properties, required } = objectSchema.parse(inline(query));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  required: z.array(z.string()).default([]),
});

function inline(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" });
  return rest;
}

function jsonBody(schema: Json): Json {
  return { required: true, content: { "application/json": { schema } } };
}

function jsonAnswer(description: string, schema: Json): Json {
  return { description, content: { "application/json": { schema } } };
}

/** Answers by status; codes that share a status share its answer. */
function answersWith(done: Json, codes: readonly RefusalCode[]): Json {
  const refused = codes.map((code) => [statusOf(code), { $ref: `#/components/responses/Problem${statusOf(code)}` }]);
  return { ...done, ...(Object.fromEntries(refused) as Json) };
}

function problemResponses(): Json {
  const responses: Record<string, Json> = {};
  for (const [code, meaning] of Object.entries(CODES) as [RefusalCode, string][]) {
    const name = `Problem${statusOf(code)}`;
    const before = responses[name]?.["description"];
    responses[name] = {
      description: [...(typeof before === "string" ? [before] : []), `\`${code}\`: ${meaning}`].join(" "),
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    };
  }
  return responses;
}

function statusOf(code: RefusalCode): number {
  return problem({ code, message: "" }).status;
}

function pascal(words: string): string {
  return words
    .split("-")
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join("");
}
