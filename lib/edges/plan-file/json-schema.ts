import { z } from "zod";
import { configSchema } from "#core/config/config";
import { planSchema } from "#core/plan/plan";

/** A JSON Schema (draft 2020-12) of a file before defaults; editors take its address in a `$schema` or `yaml-language-server` line. */
export type FileSchema = Readonly<Record<string, unknown>>;

function fileSchema(schema: z.ZodType, described: { readonly name: string; readonly title: string }): FileSchema {
  const made: FileSchema = { ...z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" }) };
  return { ...made, $id: `/schema/${described.name}.json`, title: described.title };
}

/** Served at `/schema/plan.json`. */
export function planJsonSchema(): FileSchema {
  return fileSchema(planSchema, { name: "plan", title: "Holdpoint plan" });
}

/** Served at `/schema/holdpoint.json`. */
export function configJsonSchema(): FileSchema {
  return fileSchema(configSchema, { name: "holdpoint", title: "Holdpoint configuration" });
}
