import { testChannel } from "@usage-billing/conformance";
import { createTwinWorld, sampleCatalogue } from "@usage-billing/twins";
import { expect, it, onTestFinished } from "vitest";
import { sendOne } from "./__fixtures__/only-delivery.ts";
import { createRecordingTransport } from "./__fixtures__/recording-transport.ts";
import { startTwoCheckout, usageRecord } from "./__fixtures__/start-two-checkout.ts";
import type { CriteriaCarriage } from "./delete-criteria.ts";
import { createTwoCheckoutChannel } from "./two-checkout-channel.ts";

it("never leave without naming one usage, in all that the conformance kit changes", async () => {
  const transport = createRecordingTransport();
  const { merchantCode, secretKey, timeZone } = sampleCatalogue.twocheckout;
  const account = { merchantCode, secretKey, timeZone, transport, retries: 0 };
  const runs: (() => Promise<void>)[] = [];
  testChannel({
    test: (name, run) => /\b(takes?|retract|correct)/.test(name) && runs.push(run),
    createChannel: (connection) => createTwoCheckoutChannel({ ...account, ...connection }),
    world: createTwinWorld("twocheckout"),
  });
  for (const run of runs) await run();
  const deletions = transport.requests.filter(({ method }) => method === "DELETE");
  expect(deletions.length).toBeGreaterThan(10);
  for (const { query } of deletions) {
    expect(query).toEqual({ UsageReference: expect.stringMatching(/^[1-9]\d*$|^kit$/) });
  }
});

it.each<[CriteriaCarriage, object]>([
  ["query", { UsageReference: expect.any(String) }],
  ["body", {}],
  ["both", { UsageReference: expect.any(String) }],
])("carry their criteria in %s, and delete one usage", async (deleteCriteria, query) => {
  const transport = createRecordingTransport();
  const harness = await startTwoCheckout({ options: { transport, deleteCriteria } });
  onTestFinished(() => harness.close());
  const sent = await sendOne(harness.channel, usageRecord());
  await sendOne(harness.channel, usageRecord({ recordId: "record-2" }));
  await harness.channel.retract(sent);
  const deletion = transport.requests.find(({ method }) => method === "DELETE");
  expect(deletion?.query).toEqual(query);
  expect(harness.twin.usage()).toHaveLength(1);
});
