import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const READY_LIMIT_MS = 20_000;

/** A real HAProxy that ends TLS with a certificate of its own making, as README's example does. */
export type ATlsProxy = { close(): Promise<void> };

export type TlsProxyWish = {
  readonly port: number;
  /** Where Holdpoint listens. */
  readonly backendPort: number;
  /** Lines of the backend: what the proxy does to requests. */
  readonly backend?: readonly string[];
};

export async function startTlsProxy(
  program: string,
  { port, backendPort, backend = [] }: TlsProxyWish,
): Promise<ATlsProxy> {
  const folder = await mkdtemp(path.join(tmpdir(), "tls-proxy-"));
  await chmod(folder, 0o755);
  const [key, certificate, both, file] = ["key.pem", "cert.pem", "both.pem", "haproxy.cfg"].map((name) =>
    path.join(folder, name),
  ) as [string, string, string, string];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  await promisify(execFile)("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"],
    ...["-keyout", key, "-out", certificate, ...subject],
  ]);
  await writeFile(both, `${await readFile(certificate, "utf8")}${await readFile(key, "utf8")}`, { mode: 0o600 });
  const lines = [
    "defaults",
    "  mode http",
    "  timeout connect 2s",
    "  timeout client 60s",
    "  timeout server 60s",
    "  timeout tunnel 1h",
    "frontend front",
    `  bind 127.0.0.1:${port} ssl crt ${both}`,
    "  option forwardfor",
    "  http-request set-header X-Forwarded-Proto https",
    "  default_backend holdpoint",
    "backend holdpoint",
    ...backend.map((line) => `  ${line}`),
    `  server holdpoint 127.0.0.1:${backendPort}`,
    "",
  ];
  await writeFile(file, lines.join("\n"));
  const said: string[] = [];
  const child = spawn(program, ["-db", "-q", "-f", file], { stdio: ["ignore", "ignore", "pipe"] });
  child.stderr.setEncoding("utf8").on("data", (piece: string) => said.push(piece));
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  const close = async (): Promise<void> => {
    process.off("exit", endWithUs);
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    await rm(folder, { recursive: true, force: true });
  };
  const limit = performance.now() + READY_LIMIT_MS;
  while (!(await listens(port))) {
    if (performance.now() < limit && child.exitCode === null) await sleep(20);
    else {
      await close();
      throw new Error(`haproxy was not ready in time: ${said.join("")}`);
    }
  }
  return { close };
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
