import { TransportError } from "../transport/transport-error.ts";

/** Steps of a connection that come before the first byte of a request. */
const CONNECTING = new Set(["connect", "getaddrinfo"]);

/**
 * Tells whether it is certain that no byte of a request was written.
 *
 * @param error - What an attempt threw, by our transport or by any other `fetch`.
 * @returns Whether it is certain; when in doubt, `false`.
 */
export function wasNeverSent(error: unknown): boolean {
  if (error instanceof TransportError) return !error.requestSent;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (Reflect.get(cause, "code") === "UND_ERR_CONNECT_TIMEOUT") return true;
    if (CONNECTING.has(String(Reflect.get(cause, "syscall")))) return true;
    // Several addresses were tried; each try has its own error.
    if (cause instanceof AggregateError)
      return cause.errors.length > 0 && cause.errors.every(wasNeverSent);
  }
  return false;
}
