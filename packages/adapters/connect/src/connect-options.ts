import type { Clock, Transport } from "@usage-billing/http";
import type { FileDefaults } from "./file-defaults.ts";

/** An account on Connect, and how it is reached. */
export interface AccountOptions {
  /** The account's API token, with or without the word `ApiKey` in front. */
  readonly apiKey: string;
  /** The API's address up to its version; that of the public platform by default. */
  readonly baseUrl?: string;
  /** How requests are sent; a transport of its own by default. */
  readonly transport?: Transport;
  /** Tells the time and waits; the computer's clock by default. */
  readonly clock?: Clock;
  /** Gives numbers from 0 to below 1, to spread what is tried again; `Math.random` by default. */
  readonly random?: () => number;
  /** The longest time for one request, in milliseconds; 30 seconds by default, for files at least 5 minutes. */
  readonly timeout?: number;
  /** How often to repeat what is safe to repeat; 3 by default. */
  readonly retries?: number;
}

/** Options of `createConnectChannel`; the account is a vendor's. */
export interface ConnectOptions extends FileDefaults, AccountOptions {
  /** The id by which usage records name the channel; `connect` by default. */
  readonly id?: string;
  /** How long to wait for the platform to process or submit a file, in milliseconds; 15 minutes by default. */
  readonly deadline?: number;
}
