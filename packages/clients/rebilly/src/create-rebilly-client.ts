import createClient, { type Client, type ClientOptions } from "openapi-fetch";
import { operations } from "./generated/operations.ts";
import type { paths } from "./generated/schema.ts";
import { type RebillyCredentials, toCredentialHeader } from "./to-credential-header.ts";

/** The host of Rebilly's live environment; the sandbox is `https://api-sandbox.rebilly.com`. */
export const rebillyLiveUrl = "https://api.rebilly.com";

/** What {@link createRebillyClient} needs. */
export interface RebillyClientOptions extends RebillyCredentials {
  /** Server URL up to the host, without the organization. Default: {@link rebillyLiveUrl}. */
  readonly baseUrl?: string | undefined;
  /** Id of the organization that owns the subscriptions; it becomes part of every path but `/status`. */
  readonly organizationId: string;
  /** Performs the requests. Default: the global `fetch`. */
  readonly fetch?: ClientOptions["fetch"] | undefined;
  /** Class of the requests, for a `fetch` that brings its own. Default: the global `Request`. */
  readonly Request?: ClientOptions["Request"] | undefined;
  /** Headers to send with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The typed client of the Rebilly usages API. */
export type RebillyClient = Client<paths>;

/** Paths of the bare host, which take neither organization nor credentials nor parameters. */
const publicPaths = new Set<string>(
  Object.values(operations)
    .filter(({ authenticated }) => !authenticated)
    .map(({ path }) => path),
);

/**
 * Creates a client of the Rebilly usages API.
 *
 * @param options - Organization, credentials and transport.
 * @returns A client with one method for each HTTP method, typed by the OpenAPI document. Answers with an error
 * status are returned as `error`, not thrown.
 * @throws TypeError when an option is missing or unusable, or when both or neither of `apiKey` and `token` are
 * given. The message names the option and never its value.
 * @example
 * ```ts
 * const rebilly = createRebillyClient({ organizationId: "org_1", apiKey: "sk_live" });
 * const { data, error } = await rebilly.POST("/usages", {
 *   body: { subscriptionId: "sub_1", quantity: 5.125, usageTime: "2026-10-31T23:59:59Z" },
 * });
 * ```
 */
export function createRebillyClient(options: RebillyClientOptions): RebillyClient {
  const { baseUrl = rebillyLiveUrl, fetch, headers, organizationId, Request } = options;
  if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new TypeError("createRebillyClient: baseUrl must be an absolute http or https URL");
  }
  if (!organizationId) throw new TypeError("createRebillyClient: organizationId is missing");
  const [name, value] = toCredentialHeader(options);
  const host = baseUrl.replace(/\/+$/, "");
  const client = createClient<paths>({
    baseUrl: `${host}/organizations/${encodeURIComponent(organizationId)}`,
    // The document's only array, "sort", is one comma-separated list.
    querySerializer: { array: { style: "form", explode: false } },
    ...(fetch && { fetch }),
    ...(Request && { Request }),
    ...(headers && { headers }),
  });
  client.use({
    onRequest({ request, schemaPath }) {
      if (publicPaths.has(schemaPath)) {
        const { headers, method, signal } = request;
        return new (Request ?? globalThis.Request)(host + schemaPath, { headers, method, signal });
      }
      request.headers.set(name, value);
      return undefined;
    },
  });
  return client;
}
