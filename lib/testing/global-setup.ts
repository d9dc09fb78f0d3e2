/** Chooses the seed of all seeded randomness once, prints it, and hands it to the test processes by environment. */
export default function chooseSeed(): void {
  const wanted = process.env["HOLDPOINT_TEST_SEED"];
  const seed = wanted === undefined || wanted === "" ? Math.floor(Math.random() * 2 ** 31) : Number(wanted);
  if (!Number.isSafeInteger(seed)) throw new Error(`HOLDPOINT_TEST_SEED must be a whole number, not ${wanted}`);
  process.env["HOLDPOINT_TEST_SEED"] = String(seed);
  process.stdout.write(`test seed ${seed}: HOLDPOINT_TEST_SEED=${seed} npm run unit repeats this run\n`);
}
