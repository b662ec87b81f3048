import { redactSecrets, UsageBillingError } from "@usage-billing/core";
import { LedgerError } from "@usage-billing/ledger";
import type { Place } from "./place.ts";

/** What PostgreSQL's error codes mean for who runs the ledger, as the ends of sentences. */
const REASONS: Readonly<Record<string, string>> = {
  "28000": "does not let this role in",
  "28P01": "does not accept the password of this role",
  "3D000": "is not there: the server has no such database",
  "42501":
    "does not grant this role what it needs: CREATE on the database to make the ledger, and to own its schemas afterwards",
  "25006": "is read-only: this is a standby, or the role may only read",
  "53100": "has no space left on the server's disk",
  "53300": "has too many connections on its server",
  "42P01": "has lost a table of its schema",
  "55P03": "waits for another process for too long",
  "57014": "takes too long to answer",
};

/** What the operating system says of a server that is not reached. */
const UNREACHED: ReadonlySet<string> = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "ENOTFOUND",
  "ETIMEDOUT",
]);

/** The server was shut down, is starting, or the connection broke. */
const LOST: ReadonlySet<string> = new Set([
  "08000",
  "08001",
  "08003",
  "08004",
  "08006",
  "ECONNRESET",
  "EPIPE",
  "57P01",
  "57P02",
  "57P03",
  "25P03",
  "25P04",
]);

/** What the driver says, without a code, of a connection that is gone or not made. */
const LOST_MESSAGE =
  /connection terminated|connection error|not queryable|timeout expired|timeout exceeded/i;

function codeOf(error: unknown): string {
  const code = error instanceof Error ? Reflect.get(error, "code") : undefined;
  if (typeof code === "string") return code;
  const inner = error instanceof AggregateError ? error.errors[0] : undefined;
  return inner === undefined ? "" : codeOf(inner);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Tells whether an error says that the connection is gone or could not be made.
 *
 * @param error - What was thrown.
 * @returns Whether another connection may fare better; a transaction that was open was rolled back,
 * unless it was being committed.
 */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (LOST.has(code) || UNREACHED.has(code)) return true;
  return code === "" && LOST_MESSAGE.test(messageOf(error));
}

/**
 * Tells whether the server rolled a transaction back only because others ran beside it.
 *
 * @param error - What was thrown.
 * @returns Whether the same transaction may succeed when it is run again.
 */
export function isConflict(error: unknown): boolean {
  // 23505: another process has inserted the same row meanwhile, which is seen when it is run again.
  return ["40001", "40P01", "23505"].includes(codeOf(error));
}

/**
 * Makes an error of the storage one that names the ledger, says what to do and holds no secret.
 *
 * @param place - Where the ledger is.
 * @param error - What was thrown.
 * @returns The error to throw; one of ours is given back as it is.
 */
export function explainFailure(place: Place, error: unknown): Error {
  if (UsageBillingError.isInstance(error)) return error;
  const code = codeOf(error);
  const said = redactSecrets(messageOf(error), place.secrets);
  const reason = isConnectionLost(error)
    ? "cannot be reached"
    : (REASONS[code] ?? "could not be read or written");
  return new LedgerError(place.name, `${reason} (${said === "" ? code : said})`);
}
