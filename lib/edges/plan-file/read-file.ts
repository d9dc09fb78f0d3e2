import { open } from "node:fs/promises";
import type { FileProblem } from "./yaml-document.ts";

/** A plan of a year with every form spelt out stays far below this. */
const MAX_BYTES = 1_048_576;

export type ReadFile =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problems: readonly FileProblem[] };

function refused(file: string, message: string): ReadFile {
  return { ok: false, problems: [{ file, line: 1, column: 1, field: null, message }] };
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "there is no such file";
    case "EACCES":
    case "EPERM":
      return "may not be read by this user";
    case "EISDIR":
      return "is a folder, not a file";
    default:
      return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The text of a regular UTF-8 file of at most 1 MiB. */
export async function readFile(file: string): Promise<ReadFile> {
  try {
    const handle = await open(file, "r");
    try {
      const stat = await handle.stat();
      if (stat.isDirectory()) return refused(file, "is a folder, not a file");
      if (!stat.isFile()) return refused(file, "is no regular file");
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(stat.size, MAX_BYTES) + 1), 0);
      if (bytesRead > MAX_BYTES) return refused(file, `is larger than ${MAX_BYTES / 1_048_576} MiB`);
      return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, bytesRead)) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return refused(file, error instanceof TypeError ? "is not UTF-8 text" : whyNot(error));
  }
}
