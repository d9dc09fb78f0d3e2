/** Address of a part of the log: of the rollout that runs, or of another. */
export function logPath(asked: {
  readonly after: number;
  readonly limit: number;
  readonly rollout: string | null;
}): string {
  const { after, limit, rollout } = asked;
  return `/api/v1/log?after=${after}&limit=${limit}${rollout === null ? "" : `&rollout=${rollout}`}`;
}
