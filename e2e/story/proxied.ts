import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { freePort } from "#testing/free-port";
import { presentHaproxy } from "#testing/find-haproxy";
import { startProgram, type RunningProgram } from "#testing/running-program";
import { startTlsProxy } from "#testing/a-tls-proxy";
import { hear, SCREENS } from "../fixtures.ts";

/** Holdpoint behind a real HAProxy that ends TLS; votes need a second factor. */
export type Proxied = {
  readonly app: RunningProgram;
  /** What browsers open, with the path and no slash at the end. */
  readonly site: string;
  /** Another browser, and what its pages asked for and complained of. */
  readonly enter: () => Promise<Visitor>;
  readonly close: () => Promise<void>;
};

export type Visitor = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Addresses of this site that were asked for, sockets among them. */
  readonly asked: string[];
  readonly complaints: string[];
};

export type Place = { readonly path: string; readonly backend: readonly string[] };

/** Null where there is no haproxy. */
export async function openProxied(browser: Browser, { path, backend }: Place): Promise<Proxied | null> {
  const program = await presentHaproxy();
  if (program === undefined) return null;
  const port = await freePort();
  const site = `https://localhost:${port}${path}`;
  const folder = await mkdtemp(join(tmpdir(), "holdpoint-proxied-"));
  const config = join(folder, "holdpoint.yaml");
  await writeFile(config, "security:\n  secondFactorForVotes: true\n");
  const app = await startProgram(["demo", "--rate", "4", "--from", "preflight", "--config", config], {
    HOLDPOINT_PUBLIC_URL: site,
    HOLDPOINT_TRUSTED_PROXIES: "127.0.0.1",
  });
  const proxy = await startTlsProxy(program, { port, backendPort: Number(new URL(app.origin).port), backend });
  const contexts: BrowserContext[] = [];
  return {
    app,
    site,
    enter: async () => {
      const context = await browser.newContext({
        ...{ ignoreHTTPSErrors: true, viewport: SCREENS.desktop, locale: "en-GB", timezoneId: "UTC" },
      });
      context.setDefaultTimeout(30_000);
      contexts.push(context);
      const visitor: Visitor = { page: await context.newPage(), context, asked: [], complaints: [] };
      hear(context, visitor.complaints);
      context.on("request", (request) => void visitor.asked.push(request.url()));
      visitor.page.on("websocket", (socket) => void visitor.asked.push(socket.url()));
      return visitor;
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await proxy.close();
      await app.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
