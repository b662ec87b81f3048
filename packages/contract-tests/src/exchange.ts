/** A request and, where one came, its answer. */
export interface Exchange {
  readonly method: string;
  /** Path with the server's part and the query, as in the request line. */
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: Uint8Array;
  /** Absent when the connection ended before the answer did. */
  readonly answer?: Answer;
}

/** What a server said. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
