/** The seed of this test run, printed when it began; tests draw all their chance from it. */
export function testSeed(): number {
  const seed = Number(process.env["HOLDPOINT_TEST_SEED"] ?? "1");
  if (!Number.isSafeInteger(seed)) throw new Error("HOLDPOINT_TEST_SEED must be a whole number");
  return seed;
}
