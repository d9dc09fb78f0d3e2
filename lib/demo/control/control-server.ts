import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import { readJsonBody, sendJson, sendProblem, type ProblemPlace } from "../child/json-http.ts";
import type { FaultSwitches } from "../analyzer/fault-switches.ts";
import type { RequestRecord } from "../analyzer/request-record.ts";
import { FAULT_NAMES, faultNameSchema, faultOrderSchema } from "../faults.ts";
import type { DemoStatus } from "../record-reply.ts";
import { SEGMENTS, segmentSchema } from "../story.ts";

const MOST_REQUESTS = 100_000;

export type Controlled = {
  readonly faults: FaultSwitches;
  readonly record: RequestRecord;
  readonly status: () => DemoStatus;
};

/**
 * How the demo is driven and checked: `GET /faults`, `POST` or `PUT` one fault to switch it on, `DELETE` (`?fault=NAME`, or
 * all) to switch off; `GET /record?from&to&segment` in clock time, exact; `GET /status`.
 */
export function controlServer(controlled: Controlled): Server {
  return createServer((request, response) => {
    void handle(controlled, request, response).catch((error: unknown) =>
      sendProblem(response, { status: 500, detail: String(error) }),
    );
  });
}

async function handle(controlled: Controlled, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = `http://control${request.url ?? "/"}`;
  if (!URL.canParse(path)) return sendProblem(response, { status: 400, detail: "That is no address." });
  const url = new URL(path);
  switch (`${request.method} ${url.pathname}`) {
    case "GET /faults":
      return sendJson(response, 200, { active: controlled.faults.list() });
    case "POST /faults":
    case "PUT /faults":
      return switchOn(controlled.faults, request, response);
    case "DELETE /faults":
      return switchOff(controlled.faults, url.searchParams.get("fault"), response);
    case "GET /record":
      return sendRecord(controlled.record, url.searchParams, response);
    case "GET /status":
      return sendJson(response, 200, controlled.status());
    default:
      return sendProblem(response, { status: 404, detail: "There are /faults, /record and /status here." });
  }
}

async function switchOn(faults: FaultSwitches, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readJsonBody(request);
  if (!body.ok) return sendProblem(response, { status: body.status, detail: body.message });
  const order = faultOrderSchema.safeParse(body.value);
  if (!order.success) {
    const detail = `Not a fault that there is: the faults are ${FAULT_NAMES.join(", ")}.`;
    return sendProblem(response, { status: 400, detail, places: placesOf(order.error) });
  }
  await faults.on(order.data);
  sendJson(response, 200, { active: faults.list() });
}

async function switchOff(faults: FaultSwitches, name: string | null, response: ServerResponse): Promise<void> {
  const known = faultNameSchema.safeParse(name);
  if (name !== null && !known.success)
    return sendProblem(response, { status: 400, detail: `fault: one of ${FAULT_NAMES.join(", ")}` });
  await (known.success ? faults.clear(known.data) : faults.clearAll());
  sendJson(response, 200, { active: faults.list() });
}

const recordQuerySchema = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  segment: segmentSchema.optional(),
});

const RECORD_QUERY = `from and to: ISO 8601 times; segment, if any: one of ${SEGMENTS.join(", ")}`;

function sendRecord(record: RequestRecord, query: URLSearchParams, response: ServerResponse): void {
  const asked = recordQuerySchema.safeParse(Object.fromEntries(query));
  if (!asked.success)
    return sendProblem(response, { status: 400, detail: RECORD_QUERY, places: placesOf(asked.error) });
  const range = { from: Date.parse(asked.data.from), to: Date.parse(asked.data.to) };
  if (range.to <= range.from) return sendProblem(response, { status: 400, detail: "to: must be later than from" });
  const read = record.read(range, { most: MOST_REQUESTS, segment: asked.data.segment ?? null });
  if (!read)
    return sendProblem(response, {
      status: 400,
      detail: `more than ${MOST_REQUESTS} requests: ask for a shorter time`,
    });
  const iso = (at: number): string => new Date(at).toISOString();
  sendJson(response, 200, { from: iso(range.from), to: iso(range.to), ...read });
}

function placesOf(error: z.ZodError): readonly ProblemPlace[] {
  return error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
}
