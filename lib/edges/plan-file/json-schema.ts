import { z } from "zod";
import { configSchema } from "#core/config/config";
import { planSchema } from "#core/plan/plan";

/** A JSON Schema (draft 2020-12) of a file before defaults; editors take its address in a `$schema` or `yaml-language-server` line. */
export type FileSchema = Readonly<Record<string, unknown>>;

function fileSchema(
  schema: z.ZodType,
  described: { readonly name: string; readonly title: string; readonly base: string },
): FileSchema {
  const made: FileSchema = { ...z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" }) };
  return { ...made, $id: `${described.base}/schema/${described.name}.json`, title: described.title };
}

/** Served at `/schema/plan.json`, below `base` where the public address is known. */
export function planJsonSchema(base = ""): FileSchema {
  return fileSchema(planSchema, { name: "plan", title: "Holdpoint plan", base });
}

/** Served at `/schema/holdpoint.json`, below `base` where the public address is known. */
export function configJsonSchema(base = ""): FileSchema {
  return fileSchema(configSchema, { name: "holdpoint", title: "Holdpoint configuration", base });
}
