import { InvalidUsageRecordError, Quantity, UnsupportedOperationError } from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { answerWith } from "./__fixtures__/answer-with.ts";
import { onlyDelivery, sendOne } from "./__fixtures__/only-delivery.ts";
import {
  startTwoCheckout,
  type TwoCheckoutHarness,
  usageRecord,
} from "./__fixtures__/start-two-checkout.ts";

const record = usageRecord();
const replacement = usageRecord({ recordId: "record-1b", quantity: Quantity.parse("3") });

let harness: TwoCheckoutHarness;
beforeEach(async () => {
  harness = await startTwoCheckout();
});
afterEach(() => harness.close());

describe("correct", () => {
  it("changes units and record id in place", async () => {
    const sent = await sendOne(harness.channel, record);
    const outcome = await harness.channel.correct(sent, replacement);
    expect(outcome).toMatchObject({ status: "accepted", reference: sent.reference });
    expect(harness.twin.usage().map(({ quantity }) => quantity)).toEqual(["3"]);
  });

  it.each([
    ["another subscription", { subscription: "TWIN000002" }],
    ["another meter", { meter: "SEATS" }],
    ["another start", { period: { start: record.period.start + 1_000, end: record.period.end } }],
    ["another end", { period: { start: record.period.start, end: record.period.end + 1_000 } }],
    ["a fraction", { quantity: Quantity.parse("0.5") }],
  ])("refuses %s before any request", async (_case, change) => {
    const sent = await sendOne(harness.channel, record);
    const correcting = harness.channel.correct(sent, { ...replacement, ...change });
    await expect(correcting).rejects.toBeInstanceOf(InvalidUsageRecordError);
    expect(harness.twin.usage().map(({ quantity }) => quantity)).toEqual(["1500"]);
  });

  it("says what a correction keeps", async () => {
    const sent = await sendOne(harness.channel, record);
    const correcting = harness.channel.correct(sent, { ...replacement, meter: "SEATS" });
    await expect(correcting).rejects.toMatchObject({
      recordId: "record-1b",
      problems: [
        {
          rule: "changed-fact",
          field: "record",
          message: expect.stringContaining("subscription, meter and period stay"),
          fix: expect.stringContaining("Retract the record"),
        },
      ],
    });
  });

  it("gives the refusal of figures that 2Checkout does not take, while nothing is billed", async () => {
    const Items = [
      {
        UsageReference: 7,
        OptionCode: "API_CALLS",
        UsageStart: "2026-10-01 00:00:00",
        UsageEnd: "2026-10-01 23:59:59",
        Units: 1500,
      },
    ];
    const refusal = { error_code: "INVALID", message: "'Units' are out of bounds" };
    const { channel, close } = await answerWith(({ method }) =>
      method === "GET" ? { body: { Items } } : { status: 400, body: refusal },
    );
    onTestFinished(close);
    const sent = { record, delivery: onlyDelivery(channel, [record]), reference: "7" };
    expect(await channel.correct(sent, replacement)).toMatchObject({
      status: "refused",
      recordId: "record-1b",
      problem: { rule: "invalid-units" },
    });
  });

  it("cannot correct what is billed", async () => {
    const sent = await sendOne(harness.channel, record);
    harness.twin.bill();
    const correcting = harness.channel.correct(sent, replacement);
    await expect(correcting).rejects.toThrow(/is billed/);
    await expect(correcting).rejects.toMatchObject({ cause: { status: 400 } });
  });

  it("cannot correct what is gone", async () => {
    const sent = await sendOne(harness.channel, record);
    await harness.channel.retract(sent);
    const correcting = harness.channel.correct(sent, replacement);
    await expect(correcting).rejects.toBeInstanceOf(UnsupportedOperationError);
    await expect(correcting).rejects.toThrow(/does not hold it any more/);
  });

  it("says that the outcome is unknown when the answer is lost", async () => {
    const sent = await sendOne(harness.channel, record);
    harness.twin.arm({ kind: "lose-answer", method: "PUT" });
    const correcting = harness.channel.correct(sent, replacement);
    await expect(correcting).rejects.toMatchObject({ outcomeUnknown: true });
    const both = { ...sent.delivery, records: [record, replacement] };
    const statuses = (await harness.channel.settle(both)).map(({ status }) => status);
    expect(statuses).toEqual(["absent", "accepted"]);
  });
});
