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

/** How the clients reach something: through a fetch of the test's, or with their own at a server. */
export type ClientConnection =
  | { readonly fetch: Transport["fetch"] }
  | {
      /** The server's origin; what stands before the document's paths is added to it. */
      readonly origin: string;
    };

/** The options of a client that follow from its connection. */
function toOptions(connection: ClientConnection, path: string) {
  return "origin" in connection ? { baseUrl: connection.origin + path } : connection;
}

/** One call of every operation of a client, by API. */
export const clientCalls: Readonly<
  Record<Api, (connection: ClientConnection) => Record<string, ClientCall>>
> = {
  connect: (connection) => {
    const options = { apiKey: "SU-1:token", ...toOptions(connection, "/public/v1") };
    return bind(createConnectClient(options), connectCalls);
  },
  rebilly: (connection) => {
    const options = { organizationId: "org_1", apiKey: "sk_1", ...toOptions(connection, "") };
    return bind(createRebillyClient(options), rebillyCalls);
  },
  twocheckout: (connection) => {
    const options = { merchantCode: "A", secretKey: "s", ...toOptions(connection, "/rest/6.0") };
    return bind(createTwoCheckoutClient(options), twoCheckoutCalls);
  },
};
