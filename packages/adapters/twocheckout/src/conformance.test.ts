import { testChannel } from "@usage-billing/conformance";
import { createTransport } from "@usage-billing/http";
import { createTwinWorld, sampleCatalogue } from "@usage-billing/twins";
import { afterAll, test } from "vitest";
import { createTwoCheckoutChannel } from "./two-checkout-channel.ts";

const { merchantCode, secretKey, timeZone } = sampleCatalogue.twocheckout;
const account = { merchantCode, secretKey, timeZone };
const transport = createTransport();
afterAll(() => transport.close());

testChannel({
  test,
  createChannel: (connection) =>
    createTwoCheckoutChannel({ ...account, ...connection, transport, retries: 0 }),
  world: createTwinWorld("twocheckout"),
});
