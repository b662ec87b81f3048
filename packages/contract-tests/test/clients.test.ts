import { createConnectClient } from "@usage-billing/connect-client";
import { createRebillyClient } from "@usage-billing/rebilly-client";
import { createTwoCheckoutClient } from "@usage-billing/twocheckout-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contractDocuments } from "../src/contract-document.ts";
import type { CallInit, CallResult } from "./calls.ts";
import { connectCalls } from "./connect-calls.ts";
import { rebillyCalls } from "./rebilly-calls.ts";
import { type ClientUnderTest, listExpectations, startClientTest } from "./test-client.ts";
import { twoCheckoutCalls } from "./twocheckout-calls.ts";

type Fetch = ClientUnderTest["fetch"];
type AnyCalls<Client> = Record<string, (client: Client, init: CallInit) => Promise<CallResult>>;

/** Runs every call of one client for every status that the document declares for it. */
function describeClient<Client>(
  api: keyof typeof contractDocuments,
  calls: AnyCalls<Client>,
  create: (fetch: Fetch) => Client,
) {
  const document = contractDocuments[api];
  describe(`the ${api} client before a mock of its document`, () => {
    let test: ClientUnderTest;
    let client: Client;

    beforeAll(async () => {
      test = await startClientTest(document);
      client = create((request) => test.fetch(request));
    });

    afterAll(async () => {
      await test.close();
    });

    it.each(listExpectations(document))("calls %s and gets %s", async (id, status) => {
      const call = calls[id];
      if (call === undefined) throw new Error(`there is no call of ${id}`);
      await test.check(id, status, (init) => call(client, init));
    });

    it("has called every operation without a violation", () => {
      expect([...test.contract.called].sort()).toEqual(Object.keys(document.operations).sort());
      expect(test.contract.violations).toEqual([]);
      expect(test.contract.outside).toEqual([]);
    });
  });
}

describeClient("connect", connectCalls, (fetch) =>
  createConnectClient({ apiKey: "SU-100-200-300:token", fetch }),
);

describeClient("rebilly", rebillyCalls, (fetch) =>
  createRebillyClient({ organizationId: "org_1", apiKey: "sk_1", fetch }),
);

describeClient("twocheckout", twoCheckoutCalls, (fetch) =>
  createTwoCheckoutClient({ merchantCode: "ACME", secretKey: "secret", fetch }),
);

describe("the rebilly client with a token", () => {
  it("satisfies the document's other security scheme", async () => {
    const test = await startClientTest(contractDocuments.rebilly);
    const client = createRebillyClient({
      organizationId: "org_1",
      token: "a.b.c",
      fetch: test.fetch,
    });
    await test.check("listUsages", "200", (init) => rebillyCalls.listUsages(client, init));
    expect(test.contract.violations).toEqual([]);
    await test.close();
  });
});
