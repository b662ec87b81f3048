import { testChannel } from "@usage-billing/conformance";
import { createTransport } from "@usage-billing/http";
import { createTwinWorld, sampleCatalogue } from "@usage-billing/twins";
import { afterAll, test } from "vitest";
import { fileDefaults } from "./__fixtures__/usage-record.ts";
import { createConnectChannel } from "./connect-channel.ts";

const account = { ...fileDefaults, apiKey: sampleCatalogue.connect.credentials.vendor };
const transport = createTransport();
afterAll(() => transport.close());

testChannel({
  test,
  createChannel: (connection) =>
    createConnectChannel({ ...account, ...connection, transport, retries: 0 }),
  world: createTwinWorld("connect"),
});
