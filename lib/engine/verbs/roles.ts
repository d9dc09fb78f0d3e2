/** Roles that may speak, by kind of verb; who is signed in with which role is in `core/access`. */
export const STAFF = ["admin", "operator", "lead"] as const;
export const LEADS = ["admin", "lead"] as const;
export const VOTERS = ["lead"] as const;
