#!/usr/bin/env node
// A development aid: stands in for the engine that Prisma's command line would download. It answers the same JSON-RPC lines with
// the WASM engine from npm, over adapter-pg. Prisma starts it where PRISMA_SCHEMA_ENGINE_BINARY names this file.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";

const PG_CHAR = 18;
const PG_TEXT = 25;
const COLUMN_CHARACTER = 6;
const ENGINE_ERROR = 4466;

const argv = process.argv.slice(2);
const values = (name) => argv.flatMap((word, index) => (word === name ? [argv[index + 1]] : []));
const datasource = JSON.parse(values("--datasource")[0] ?? "{}");
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

/** adapter-pg cannot type the one-byte "char" of the catalogue, which the engine asks for: hand it over as a character. */
function withChar(queryable) {
  const { queryRaw, startTransaction } = queryable;
  queryable.queryRaw = async (query) => {
    const chars = [];
    const performIO = async (statement) => {
      const result = await queryable.performIO(statement);
      result.fields.forEach((field, index) => {
        if (field.dataTypeID !== PG_CHAR) return;
        chars.push(index);
        field.dataTypeID = PG_TEXT;
      });
      return result;
    };
    const answer = await queryRaw.call(Object.create(queryable, { performIO: { value: performIO } }), query);
    for (const index of chars) answer.columnTypes[index] = COLUMN_CHARACTER;
    return answer;
  };
  if (startTransaction)
    queryable.startTransaction = async (...options) => withChar(await startTransaction.apply(queryable, options));
  return queryable;
}

const connect = async (url) => withChar(await new PrismaPg({ connectionString: url, max: 1 }).connect());

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A PostgreSQL in memory, gone afterwards: the shadow database, and "the database" where none is named. */
async function memory() {
  const { PGlite } = await import("@electric-sql/pglite");
  const { PGLiteSocketServer } = await import("@electric-sql/pglite-socket");
  const db = await PGlite.create();
  const port = await freePort();
  const server = new PGLiteSocketServer({ db, host: "127.0.0.1", port });
  await server.start();
  const adapter = await connect(`postgresql://postgres@127.0.0.1:${port}/postgres?sslmode=disable`);
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await server.stop();
    await db.close();
  };
  return adapter;
}

/** Never adapter-pg's own connectToShadowDb: with a connection string it connects to the main database. */
const factory = {
  provider: "postgres",
  adapterName: "@prisma/adapter-pg",
  connect: () => (datasource.url ? connect(datasource.url) : memory()),
  connectToShadowDb: () => (datasource.shadowDatabaseUrl ? connect(datasource.shadowDatabaseUrl) : memory()),
};

async function loadEngine() {
  const wasm = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const at = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const bytes = readFileSync(join(at, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": wasm });
  wasm.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const panic = { message: "", set_message: (message) => (panic.message = message) };
  globalThis.PRISMA_WASM_PANIC_REGISTRY = panic;
  const datamodels = values("--datamodels").map((file) => [file, readFileSync(file, "utf8")]);
  // One engine per request: it hands out its shadow database only once.
  const open = () =>
    wasm.SchemaEngine.new(
      { datamodels: datamodels.length > 0 ? datamodels : undefined },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(factory),
    );
  return { open, panic };
}

/** The SQL from the migrations to the schema, null when they agree. */
async function pendingSql(open, request) {
  const engine = await open();
  const answer = await engine.diff({
    from: { tag: "migrations", ...request.migrationsList },
    to: { tag: "schemaDatamodel", ...request.schema },
    script: true,
    exitCode: true,
    filters: request.filters,
  });
  return answer.exitCode === 2 ? answer.stdout : null;
}

/** The WASM engine refuses these two as soon as a migration exists; both follow from its diff. */
const own = {
  async evaluateDataLoss(open, request) {
    const sql = await pendingSql(open, request);
    const risky = [...(sql ?? "").matchAll(/^.*\b(DROP (TABLE|COLUMN)|SET DATA TYPE)\b.*$/gm)];
    const warnings = risky.map((found, stepIndex) => ({ message: `Data may be lost: ${found[0].trim()}`, stepIndex }));
    return { migrationSteps: sql ? 1 : 0, unexecutableSteps: [], warnings };
  },
  async createMigration(open, request) {
    const sql = await pendingSql(open, request);
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const migrationScript = sql ?? (request.draft ? "-- This is an empty migration." : null);
    const generatedMigrationName = `${stamp}_${request.migrationName}`;
    return { connectorType: "postgresql", generatedMigrationName, migrationScript, extension: "sql" };
  },
};

async function answer(open, { id, method, params }) {
  if (own[method]) return own[method](open, params);
  const engine = await open();
  const result = await engine[method === "getDatabaseVersion" ? "version" : method](params);
  // The downloaded engine prints a diff by asking the command line to.
  if (method === "diff" && typeof result?.stdout === "string")
    send({ id: 100_000 + id, method: "print", params: { content: result.stdout } });
  return result ?? {};
}

async function serve() {
  const { open, panic } = await loadEngine();
  const state = { id: null };
  // A Rust panic comes as a bare RuntimeError from nowhere: answer whoever waits.
  process.on("uncaughtException", (error) => {
    const message = panic.message || String(error);
    send({ id: state.id, error: { code: ENGINE_ERROR, message, data: { is_panic: false, message } } });
    process.exitCode = 1;
    setTimeout(() => process.exit(), 100);
  });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = line.trim() ? JSON.parse(line) : {};
    if (!request.method) continue;
    state.id = request.id;
    try {
      send({ id: request.id, result: await answer(open, request) });
    } catch (error) {
      const message = error?.message ?? String(error);
      const data = { is_panic: false, message, error_code: error?.code, meta: error?.meta };
      send({ id: request.id, error: { code: ENGINE_ERROR, message, data } });
    }
  }
}

/** `cli can-connect-to-database` and `cli create-database`: the exit code is the answer. */
async function reach(command) {
  const url = new URL(datasource.url);
  const name = decodeURIComponent(url.pathname.slice(1));
  const creating = command === "create-database";
  if (creating) url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  try {
    await client.connect();
    await client.query(creating ? `CREATE DATABASE ${pg.escapeIdentifier(name)}` : "SELECT 1");
  } catch (error) {
    const fields = { is_panic: false, error_code: error.code === "3D000" ? "P1003" : "P1001", message: error.message };
    const line = { timestamp: new Date().toISOString(), level: "ERROR", fields, target: "schema_engine::logger" };
    process.stderr.write(`\n${JSON.stringify(line)}\n`);
    process.exitCode = 1;
  } finally {
    await client.end();
  }
}

if (argv.includes("--version") || argv.includes("-V")) process.stdout.write("schema-engine-wasm\n");
else if (argv.includes("cli")) await reach(argv[argv.indexOf("cli") + 1]);
else await serve();
