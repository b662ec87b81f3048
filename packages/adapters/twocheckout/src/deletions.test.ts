import { testBilledUsage, testChannel } from "@usage-billing/conformance";
import { expect, it, onTestFinished } from "vitest";
import { sendOne } from "./__fixtures__/only-delivery.ts";
import { createRecordingTransport } from "./__fixtures__/recording-transport.ts";
import { startTwoCheckout, usageRecord } from "./__fixtures__/start-two-checkout.ts";
import type { CriteriaCarriage } from "./delete-criteria.ts";

it("never leave without naming one usage, in the whole conformance run", async () => {
  const transport = createRecordingTransport();
  const createHarness = () => startTwoCheckout({ options: { transport } });
  const runs: (() => Promise<void>)[] = [];
  const test = (_name: string, run: () => Promise<void>) => runs.push(run);
  testChannel({ test, createHarness });
  testBilledUsage({ test, createHarness });
  for (const run of runs) await run();
  const deletions = transport.requests.filter(({ method }) => method === "DELETE");
  expect(deletions.length).toBeGreaterThan(1);
  for (const { query } of deletions) {
    expect(query).toEqual({ UsageReference: expect.stringMatching(/^[1-9]\d*$/) });
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
