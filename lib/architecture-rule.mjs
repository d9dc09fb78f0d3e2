// The words in which the rules of lib/architecture.mjs are written.
export const TEST = "[.](test|contract|spec)[.]tsx?$";
export const MAIN = "^lib/main[^/]*[.]ts$";
export const TOOLING = "^lib/[^/]+[.]mjs$";

/** Code that may reach for anything: it measures or tests the product and is no part of it. */
export const OUTSIDE = ["^bench/", "^lib/testing/", TEST];

export const npm = (...names) => names.map((name) => `node_modules/${name}/`);
export const node = (...names) => names.map((name) => `^(node:)?${name}(/promises)?$`);

/**
 * An import from the first place to the second is an error, for the reason in `comment`.
 * @param {string} name
 * @param {readonly [object, object]} places
 * @param {string} comment
 */
export const forbid = (name, [from, to], comment) => ({ name, severity: "error", comment, from, to });

/** A package that only the places of `folders` (and tests and benchmarks) may import. */
export const privilege = (name, [packages, folders], comment) =>
  forbid(name, [{ pathNot: [...folders, ...OUTSIDE] }, { path: npm(...packages) }], comment);
