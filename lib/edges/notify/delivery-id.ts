import { createHash } from "node:crypto";

/** A UUID (version 8) that depends on the delivery's key only. */
export function deliveryId(key: string): string {
  const hash = createHash("sha256").update(key).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
