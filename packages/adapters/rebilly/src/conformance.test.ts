import { testChannel } from "@usage-billing/conformance";
import { createTransport } from "@usage-billing/http";
import { createTwinWorld, sampleCatalogue } from "@usage-billing/twins";
import { afterAll, test } from "vitest";
import { createRebillyChannel } from "./rebilly-channel.ts";

const { organizationId, apiKeys } = sampleCatalogue.rebilly;
const account = { organizationId, apiKey: apiKeys[0] ?? "" };
const transport = createTransport();
afterAll(() => transport.close());

testChannel({
  test,
  createChannel: (connection) =>
    createRebillyChannel({ ...account, ...connection, transport, retries: 0 }),
  world: createTwinWorld("rebilly"),
});
