import { createServer, request, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { front } from "./front.ts";

let server: Server;
let port = 0;

beforeAll(async () => {
  const pages = front({ cookieFor: () => null, peers: { addressOf: () => "127.0.0.1" } }, () => async (_, response) => {
    response.writeHead(200).end("page");
  });
  server = createServer((asked, response) => void pages(asked, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterAll(async () => await new Promise<void>((resolve) => void server.close(() => resolve())));

async function statusOf(method: string, path: string): Promise<number> {
  return await new Promise((resolve, reject) => {
    const asking = request({ host: "127.0.0.1", port, method, path, agent: false }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    asking.on("error", reject);
    asking.end();
  });
}

describe("big-int: a method that no address takes is 405", () => {
  test.each(["TRACE", "PROPFIND", "MKCOL", "SEARCH"])("%s", async (method) => {
    expect(await statusOf(method, "/")).toBe(405);
  });
});

describe("nul: an address with a piece that nothing can be called is 404", () => {
  test.each(["/%00", "/x%00y", "/x%0ay", "/%zz", "/%c3%28", "/%ed%a0%80", "/%e2%80%ae"])("%s", async (piece) => {
    expect(await statusOf("GET", `/api/v1/incidents${piece}`)).toBe(404);
  });
});

test.each(["/", "/alerts/p99%3Asearch", "/alerts/%E6%9D%8E", "/alerts/x?at=%00"])(
  "%s goes on to the pages",
  async (path) => {
    expect(await statusOf("GET", path)).toBe(200);
  },
);
