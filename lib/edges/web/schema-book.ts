import { z } from "zod";

/** Schemas by name, for a document in which each stands once and is referred to. */
export type SchemaBook = {
  /** A reference to the schema; one that is known already keeps the name that it was first given. */
  add(name: string, schema: z.ZodType): { readonly $ref: string };
  all(): Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

const place = (name: string): string => `#/components/schemas/${name}`;

/** `input`: as callers send it, defaults left out; `output`: as Holdpoint answers. */
export function schemaBook(io: "input" | "output"): SchemaBook {
  const registry = z.registry<{ id: string }>();
  return {
    add: (name, schema) => {
      const known = registry.get(schema)?.id;
      if (known === undefined) registry.add(schema, { id: name });
      return { $ref: place(known ?? name) };
    },
    all: () => {
      const made = z.toJSONSchema(registry, { io, uri: place, target: "draft-2020-12", unrepresentable: "any" });
      return Object.fromEntries(
        Object.entries(made.schemas).map(([name, { $id: _, $schema: __, ...schema }]) => [name, { ...schema }]),
      );
    },
  };
}
