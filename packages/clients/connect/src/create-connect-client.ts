import createClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { paths } from "./generated/schema.ts";

/** The server URL of CloudBlue Connect. */
export const connectUrl = "https://api.connect.cloudblue.com/public/v1";

/** What {@link createConnectClient} needs. */
export interface ConnectClientOptions {
  /** Server URL with the version's path. Default: {@link connectUrl}. */
  readonly baseUrl?: string | undefined;
  /** API token, as the portal shows it: with or without the word `ApiKey` in front. */
  readonly apiKey: string;
  /** Performs the requests. Default: the global `fetch`. */
  readonly fetch?: ClientOptions["fetch"] | undefined;
  /** Class of the requests, for a `fetch` that brings its own. Default: the global `Request`. */
  readonly Request?: ClientOptions["Request"] | undefined;
  /** Headers to send with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The typed client of Connect's usage API. */
export type ConnectClient = Client<paths>;

/** The value of the Authorization header: the token after the word `ApiKey`, which is never repeated. */
function toAuthorization(apiKey: string): string {
  const token = (apiKey ?? "").trim().replace(/^ApiKey(\s+|$)/i, "");
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new TypeError("createConnectClient: apiKey must be visible ASCII without blanks");
  }
  return `ApiKey ${token}`;
}

/**
 * Creates a client of CloudBlue Connect's usage API.
 *
 * @param options - Token and transport.
 * @returns A client with one method for each HTTP method, typed by the OpenAPI document. Answers with an error
 * status are returned as `error`, not thrown.
 * @throws TypeError when an option is missing or unusable. The message names the option and never its value.
 * @example
 * ```ts
 * const connect = createConnectClient({ apiKey: "SU-000-000-000:secret" });
 * const { data, error } = await connect.GET("/usage/files", {
 *   params: { query: { status: "ready", limit: 100 } },
 * });
 * ```
 */
export function createConnectClient(options: ConnectClientOptions): ConnectClient {
  const { apiKey, baseUrl = connectUrl, fetch, headers, Request } = options;
  if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new TypeError("createConnectClient: baseUrl must be an absolute http or https URL");
  }
  return createClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ""),
    ...(fetch && { fetch }),
    ...(Request && { Request }),
    headers: { ...headers, Authorization: toAuthorization(apiKey) },
  });
}
