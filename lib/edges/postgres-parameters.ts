/** As pg takes it; `verify-ca`, `require` and `prefer` are `verify-full` to it. */
const SSL_MODES = ["disable", "prefer", "require", "verify-ca", "verify-full", "no-verify"];

/** What libpq knows (https://www.postgresql.org/docs/current/libpq-connect.html, PARAMKEYWORDS), what pg adds, and what Prisma does. */
const KNOWN: ReadonlySet<string> = new Set(
  [
    "host hostaddr port dbname user password passfile require_auth channel_binding connect_timeout client_encoding options",
    "application_name fallback_application_name keepalives keepalives_idle keepalives_interval keepalives_count",
    "tcp_user_timeout replication gssencmode sslmode requiressl sslnegotiation sslcompression sslcert sslkey sslpassword",
    "sslcertmode sslrootcert sslcrl sslcrldir sslsni requirepeer ssl_min_protocol_version ssl_max_protocol_version",
    "min_protocol_version max_protocol_version krbsrvname gsslib gssdelegation service target_session_attrs",
    "load_balance_hosts",
    "ssl uselibpqcompat encoding database statement_timeout lock_timeout idle_in_transaction_session_timeout query_timeout",
    "schema pgbouncer connection_limit pool_timeout socket_timeout statement_cache_size sslaccept sslidentity",
  ].flatMap((line) => line.split(" ")),
);

/** Why the parameters of a `postgresql://` address cannot be meant as they are written; null where they can. */
export function parameterFault({ searchParams }: URL): string | null {
  const unknown = [...searchParams.keys()].find((name) => !KNOWN.has(name));
  if (unknown !== undefined) return "has a parameter that PostgreSQL does not know: look at its spelling";
  const mode = searchParams.get("sslmode");
  if (mode !== null && !SSL_MODES.includes(mode)) return `has an unknown sslmode: it is one of ${SSL_MODES.join(", ")}`;
  return null;
}
