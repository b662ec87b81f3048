import { createConnectClient } from "@usage-billing/connect-client";
import type { Transport } from "@usage-billing/http";
import { createRebillyClient } from "@usage-billing/rebilly-client";
import { createTwoCheckoutClient } from "@usage-billing/twocheckout-client";
import type { contractDocuments } from "../src/contract-document.ts";
import type { CallInit, CallResult } from "./calls.ts";
import { connectCalls } from "./connect-calls.ts";
import { rebillyCalls } from "./rebilly-calls.ts";
import { twoCheckoutCalls } from "./twocheckout-calls.ts";

/** A name of a document. */
export type Api = keyof typeof contractDocuments;

/** One call of an operation. */
export type ClientCall = (init: CallInit) => Promise<CallResult>;

/** Binds the calls of a client to it. */
function bind<Client>(
  client: Client,
  calls: Record<string, (client: Client, init: CallInit) => Promise<CallResult>>,
): Record<string, ClientCall> {
  return Object.fromEntries(
    Object.entries(calls).map(([id, call]) => [id, (init: CallInit) => call(client, init)]),
  );
}

/** One call of every operation of a client, by API, through a fetch of the test's. */
export const clientCalls: Readonly<
  Record<Api, (fetch: Transport["fetch"]) => Record<string, ClientCall>>
> = {
  connect: (fetch) => bind(createConnectClient({ apiKey: "SU-1:token", fetch }), connectCalls),
  rebilly: (fetch) =>
    bind(createRebillyClient({ organizationId: "org_1", apiKey: "sk_1", fetch }), rebillyCalls),
  twocheckout: (fetch) =>
    bind(createTwoCheckoutClient({ merchantCode: "A", secretKey: "s", fetch }), twoCheckoutCalls),
};
