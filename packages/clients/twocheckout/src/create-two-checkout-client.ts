import createClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { paths } from "./generated/schema.ts";
import { signRequest, type TwoCheckoutAlgorithm } from "./sign-request.ts";

/** The server URL of 2Checkout's REST API 6.0. */
export const twoCheckoutUrl = "https://api.2checkout.com/rest/6.0";

/** What {@link createTwoCheckoutClient} needs. */
export interface TwoCheckoutClientOptions {
  /** Server URL with the version's path. Default: {@link twoCheckoutUrl}. */
  readonly baseUrl?: string | undefined;
  /** The account's merchant code. */
  readonly merchantCode: string;
  /** The account's secret key (not the secret word of buy links). */
  readonly secretKey: string;
  /** Hash algorithm of the signatures. Default: `sha256`. */
  readonly algorithm?: TwoCheckoutAlgorithm | undefined;
  /** Tells the time in milliseconds since 1970-01-01T00:00:00Z, once for each request. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Performs the requests. Default: the global `fetch`. */
  readonly fetch?: ClientOptions["fetch"] | undefined;
  /** Class of the requests, for a `fetch` that brings its own. Default: the global `Request`. */
  readonly Request?: ClientOptions["Request"] | undefined;
  /** Headers to send with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The typed client of 2Checkout's subscription usage API. */
export type TwoCheckoutClient = Client<paths>;

/** Refuses options that cannot make a working client, without repeating their values. */
function checkOptions({ algorithm, baseUrl, merchantCode, secretKey }: TwoCheckoutClientOptions) {
  const problem = [
    (!baseUrl || !/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) &&
      "baseUrl must be an absolute http or https URL",
    !/^[^"\p{Cc}]+$/u.test(merchantCode ?? "") &&
      "merchantCode must be a text without quotes and control characters",
    !secretKey && "secretKey is missing",
    algorithm !== "sha256" && algorithm !== "sha3-256" && "algorithm must be sha256 or sha3-256",
  ].find((message) => message);
  if (problem) throw new TypeError(`createTwoCheckoutClient: ${problem}`);
}

/**
 * Creates a client of 2Checkout's subscription usage API. Every request is signed when it is made, so call a
 * method again to repeat a request: sending the same request twice repeats an old signature.
 *
 * @param options - Account and transport.
 * @returns A client with one method for each HTTP method, typed by the OpenAPI document. Answers with an error
 * status are returned as `error`, not thrown.
 * @throws TypeError when an option is missing or unusable. The message names the option and never its value.
 * @example
 * ```ts
 * const twoCheckout = createTwoCheckoutClient({ merchantCode: "ACME", secretKey: "secret" });
 * const { data, error } = await twoCheckout.POST(
 *   "/subscriptions/{SubscriptionReference}/usages/",
 *   {
 *     params: { path: { SubscriptionReference: "83FE4FEF2" } },
 *     body: [
 *       {
 *         OptionCode: "SEATS",
 *         UsageStart: "2026-10-01 00:00:00",
 *         UsageEnd: "2026-10-31 23:59:59",
 *         Units: 15,
 *       },
 *     ],
 *   },
 * );
 * ```
 */
export function createTwoCheckoutClient(options: TwoCheckoutClientOptions): TwoCheckoutClient {
  const { algorithm = "sha256", baseUrl = twoCheckoutUrl, now = Date.now } = options;
  const { fetch, headers, merchantCode, Request, secretKey } = options;
  checkOptions({ ...options, algorithm, baseUrl });
  const client = createClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ""),
    ...(fetch && { fetch }),
    ...(Request && { Request }),
    headers: { Accept: "application/json", ...headers },
  });
  client.use({
    onRequest({ request }) {
      const signature = signRequest({ algorithm, merchantCode, now: now(), secretKey });
      request.headers.set("X-Avangate-Authentication", signature);
    },
  });
  return client;
}
