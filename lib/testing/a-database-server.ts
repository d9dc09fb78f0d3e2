import path from "node:path";
import { newPushKey } from "#edges/auth/push-key";
import { startEmbedded, type Embedded } from "#edges/store/embedded/supervisor";

/** A real PostgreSQL server, for programs that are to use it as one of their own. */
export type DatabaseServer = Embedded;

/** Starts one below `folder`, in `server`; throws where none can be. */
export async function startDatabaseServer(folder: string): Promise<DatabaseServer> {
  const dataDir = path.join(folder, "server");
  const started = await startEmbedded({ dataDir, elsewhere: path.join(folder, "else"), say: () => undefined });
  if (!started.ok) throw new Error(started.refusal.message);
  return started.value;
}

/** A key for pushing, and its hash for the configuration. */
export function aPushKey(): ReturnType<typeof newPushKey> {
  return newPushKey();
}
