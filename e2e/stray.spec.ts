import { expect, test } from "@playwright/test";
import { startProgram } from "#testing/running-program";

/** As a library does in whose code nothing of ours stands: on a signal, in turn of the event loop and in a promise. */
const STRAY = `
process.on("SIGUSR2", () => {
  setTimeout(() => { throw new Error("stray") });
  Promise.reject(new Error("stray too"));
});
process.on("SIGWINCH", () => setInterval(() => { throw new Error("stray without end") }, 5));
`;
const HOOKED = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(STRAY)}` };

test("an error that nothing handles ends nothing: it is logged, counted and shown", async ({ request }) => {
  const program = await startProgram(["start"], HOOKED);
  try {
    process.kill(program.pid, "SIGUSR2");
    const metrics = async (): Promise<string> => (await request.get(`${program.origin}/metrics`)).text();
    await expect.poll(metrics).toContain("holdpoint_stray_errors_total 2\n");
    const ready = await request.get(`${program.origin}/readyz`);
    expect(ready.status()).toBe(200);
    expect(await ready.json()).toMatchObject({ faults: [{ id: "stray-error", severity: "low" }] });
    expect(program.output()).toMatch(/"an error that nothing handled"/);
    expect(program.output()).toContain("Error: stray too\\n    at");
  } finally {
    await program.stop();
  }
});

test("errors without end end the program, with a sentence and code 1", async () => {
  const program = await startProgram(["start"], HOOKED);
  process.kill(program.pid, "SIGWINCH");
  await expect.poll(program.output).toContain("the same error 100 times within a minute");
  await expect.poll(() => isThere(program.pid)).toBe(false);
  await expect(program.stop()).rejects.toThrow(/^the program ended with 1:/);
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
