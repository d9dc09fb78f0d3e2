import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Path } from "#core/config/place";
import type { Problem } from "#core/config/problems";
import { codeOf } from "#edges/reason";

/** Why `file` holds no certificate to trust. */
export function pemFaults(file: string, path: Path): readonly Problem[] {
  try {
    void new X509Certificate(readFileSync(file));
    return [];
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return [{ path, message: "names a file that there is not" }];
    if (code === "EACCES" || code === "EISDIR") return [{ path, message: "names a file that cannot be read" }];
    return [{ path, message: "names a file that holds no PEM certificate" }];
  }
}
