#!/usr/bin/env node
// Node runs this file as it stands; everything behind it is TypeScript.
import { register } from "tsx/esm/api";

register();
const { run } = await import("./holdpoint.ts");
await run(process.argv);
