import { personSchema } from "#core/room/actor";

/** A person's name as the database has it: one that no event could hold locks nobody out, and shows. */
export const storedNameSchema = personSchema.shape.name.catch("No name");
