const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ENOTFOUND: "host name not found",
  EAI_AGAIN: "host name could not be looked up",
  ECONNRESET: "connection reset",
  EPIPE: "connection closed before the answer",
  UND_ERR_SOCKET: "connection closed before the answer was complete",
  UND_ERR_CONNECT_TIMEOUT: "no connection in time",
  UND_ERR_HEADERS_TIMEOUT: "no answer in time",
  UND_ERR_BODY_TIMEOUT: "the answer stopped arriving",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "the answer is shorter or longer than announced",
};

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "the call was ended";
  const code = String(Reflect.get(cause, "code") ?? "");
  if (/^HPE_/.test(code)) return `the answer is not HTTP (${code})`;
  if (/CERT|TLS|SSL/.test(code)) return `no secure connection (${code})`;
  return REASONS[code] ?? cause.message;
}

/** What `fetch` of a transport rejects with: there is no whole answer. `cause` is the first error. */
export class TransportError extends Error {
  /** Whether a byte of the request may have been written; `false` is certain. */
  readonly requestSent: boolean;
  /** Whether `cause` is what a `beforeWrite` threw. */
  readonly isObjection: boolean;

  /**
   * Makes the error.
   *
   * @param cause - The error of the connection, or the reason of the signal that ended the call.
   * @param requestSent - Whether a byte of the request may have been written.
   * @param isObjection - Whether the cause is what a `beforeWrite` threw.
   */
  constructor(cause: unknown, requestSent: boolean, isObjection = false) {
    super(reasonOf(cause), { cause });
    this.name = "TransportError";
    this.requestSent = requestSent;
    this.isObjection = isObjection;
  }
}
