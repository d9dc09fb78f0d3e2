import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { sendJson, sendProblem } from "../child/json-http.ts";
import { SEGMENT_LETTERS, segmentOfLetter } from "../story.ts";
import { answerTraffic, passFaults, type Traffic } from "./traffic.ts";

/** The watched service: `POST /analyze?learner=a-17` and, for probes, `GET /health/{a,b,c}`. */
export function analyzerServer(traffic: Traffic): Server {
  return createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    void handle(traffic, request, response).catch(() =>
      sendProblem(response, { status: 500, detail: "the analyzer failed" }),
    );
  });
}

async function handle(traffic: Traffic, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = "/"] = (request.url ?? "/").split("?", 1);
  if (request.method === "POST" && path === "/analyze") return answerTraffic(traffic, request, response);
  const letter = SEGMENT_LETTERS.find((one) => path === `/health/${one}`);
  if (request.method === "GET" && letter) return answerProbe(traffic, letter, response);
  sendProblem(response, { status: 404, detail: "no such thing here" });
}

/** Healthy is who would serve a learner now: the same faults, and a store that answers. Checks, however many, read no record. */
async function answerProbe(
  traffic: Traffic,
  letter: (typeof SEGMENT_LETTERS)[number],
  response: ServerResponse,
): Promise<void> {
  traffic.apart.probes += 1;
  if (!(await passFaults(traffic, segmentOfLetter(letter), response))) {
    traffic.apart.probeErrors += 1;
    return;
  }
  try {
    await traffic.store.ping();
    sendJson(response, 200, { status: "ok", segment: letter });
  } catch {
    traffic.apart.probeErrors += 1;
    sendProblem(response, { status: 503, detail: "the store does not answer" });
  }
}
