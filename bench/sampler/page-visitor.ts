/**
 * Process of the `sampler` bench: asks the program for its pages one after the other, as many browsers at once would, so
 * that its web side is never idle. Arguments: origin, token. Ends with its parent; sends how many pages it got when asked.
 */
const [program = "", token = ""] = process.argv.slice(2);
const PATHS = ["/", "/wall", "/segments", "/targets/t-0", "/api/v1/targets"];
const AT_ONCE = 2;
const counts = { pages: 0, failed: 0 };

async function visit(path: string): Promise<void> {
  const answer = await fetch(`${program}${path}`, { headers: { authorization: `Bearer ${token}` } });
  await answer.arrayBuffer();
  if (answer.ok) counts.pages += 1;
  else counts.failed += 1;
}

async function visitAll(): Promise<void> {
  for (let i = 0; ; i += 1) await visit(PATHS[i % PATHS.length] ?? "/").catch(() => void (counts.failed += 1));
}

process.on("disconnect", () => process.exit(0));
process.on("message", () => process.send?.(counts));
for (let i = 0; i < AT_ONCE; i += 1) void visitAll();
