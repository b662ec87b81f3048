/** What a test adds to a call: headers that steer the mock. */
export type CallInit = {
  readonly headers: Readonly<Record<string, string>>;
};

/** What every call of a client resolves to. */
export interface CallResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** One call for every operation of a client; a missing operation does not compile. */
export type Calls<Client, Operations> = {
  readonly [Name in keyof Operations]: (client: Client, init: CallInit) => Promise<CallResult>;
};
