import type { KnownRefusal, RefusalWords } from "@usage-billing/core";
import {
  ChannelRequestError,
  findRefusals,
  InvalidUsageRecordError,
  type Settlement,
  type UsageRecord,
} from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { planOne, startPlatform } from "../__fixtures__/platform.ts";
import { type FileWords, refuseCalls, refuseFile } from "../__fixtures__/refusing-platform.ts";
import { bring, chunkOf, LONG, openStage } from "../__fixtures__/stage.ts";
import { fileDefaults, type RecordFields, usageRecord } from "../__fixtures__/usage-record.ts";
import { planDeliveries } from "../plan.ts";
import { connectRefusals } from "./connect-refusals.ts";
import { rowRefusals } from "./rows.ts";

const ids = (found: readonly KnownRefusal[]): readonly string[] => found.map(({ id }) => id);

function ofOutcome(outcome: Settlement | undefined): RefusalWords {
  if (outcome?.status !== "refused") throw new Error(`the record is ${outcome?.status}`);
  return { rule: outcome.problem.rule, words: outcome.problem.channelWords };
}

function ofError(error: unknown): RefusalWords {
  if (!(error instanceof ChannelRequestError)) throw error;
  return { status: error.status, words: error.detail };
}

/** What the adapter makes of a file that the platform has refused: an outcome of each of its two records. */
async function settleRefused(words: FileWords): Promise<readonly Settlement[]> {
  await using platform = await refuseFile(words);
  return await platform.channel.settle(platform.delivery);
}

describe("what the platform says of rows and files", () => {
  it.each(rowRefusals)("$id is explained of a row", async ({ id, example = "" }) => {
    const [row] = await settleRefused({ status: "invalid", comment: example });
    expect(ids(findRefusals(connectRefusals, ofOutcome(row)))).toContain(id);
  });

  it("is explained of a row that was refused with others", async () => {
    const [, other] = await settleRefused({ status: "invalid", comment: "is required" });
    expect(ids(findRefusals(connectRefusals, ofOutcome(other)))).toEqual([
      "file-refused-for-others",
    ]);
  });

  it("is explained of rows that are named only in sum", async () => {
    const error_detail = "1 of 2 records are invalid: row 2, item_search_value: USG_011";
    const [first] = await settleRefused({ status: "invalid", error_detail });
    expect(ids(findRefusals(connectRefusals, ofOutcome(first)))).toEqual(["invalid-rows"]);
  });

  it("is explained of a file that the distributor rejected", async () => {
    const [first] = await settleRefused({ status: "rejected", rejection_note: "Wrong month." });
    expect(ids(findRefusals(connectRefusals, ofOutcome(first)))).toEqual([
      "rejected-by-distributor",
    ]);
  });

  const answered = connectRefusals.filter(
    ({ at, status }) => at === "sending" && status !== undefined,
  );
  it.each(answered)("$id is explained of an upload", async ({ id, status = 0, example = "" }) => {
    await using platform = await refuseCalls(status, example, true);
    const [first] = await platform.channel.send(platform.delivery);
    expect(ids(findRefusals(connectRefusals, ofOutcome(first)))).toContain(id);
  });

  it("is explained when it is in words that are not known", async () => {
    await using platform = await refuseCalls(400, "USG_999: Whatever", true);
    const [first] = await platform.channel.send(platform.delivery);
    expect(ids(findRefusals(connectRefusals, ofOutcome(first)))).toEqual(["other-file-problem"]);
  });
});

describe("what the platform answers to other calls", () => {
  const called = connectRefusals.filter(
    ({ at, status }) => !["before sending", "sending"].includes(at) && status !== undefined,
  );

  it.each(called)("$id is explained", async ({ id, status = 0, example = "" }) => {
    await using platform = await refuseCalls(status, example);
    const error = await platform.usage.files.get("UF-1").catch((thrown: unknown) => thrown);
    expect(ids(findRefusals(connectRefusals, ofError(error)))).toContain(id);
  });

  it("is explained of a file that can no longer be changed", async () => {
    const { channel } = await startPlatform();
    const record = usageRecord();
    const delivery = planOne(channel, [record]);
    const [outcome] = await channel.send(delivery);
    if (outcome?.status !== "pending") throw new Error("the file is not pending");
    const error = await channel
      .retract({ record, reference: outcome.reference, delivery })
      .catch((thrown: Error) => thrown);
    expect(ids(findRefusals(connectRefusals, { words: error?.message }))).toEqual([
      "file-beyond-change",
    ]);
  });

  it("is explained of a chunk and of a reconciliation", async () => {
    const stage = await openStage({ failures: 1 });
    await bring(stage, "accepted");
    await stage.pass(LONG);
    const { chunks, reconciliations } = stage.distributor;
    const chunk = await chunkOf(stage);
    expect(ids(findRefusals(connectRefusals, { words: (await chunks.get(chunk)).error }))).toEqual([
      "chunk-failed",
    ]);
    await chunks.regenerate(chunk);
    await stage.pass(LONG);
    const { id } = await reconciliations.upload(await chunks.download(chunk));
    await stage.pass(LONG);
    expect(
      ids(findRefusals(connectRefusals, { words: (await reconciliations.get(id)).error })),
    ).toEqual(["empty-reconciliation"]);
  });
});

/** Fields that break each rule, and the channel's options where they are what is wrong. */
const BROKEN: Readonly<
  Record<string, readonly [RecordFields, Readonly<Record<string, unknown>>?]>
> = {
  "missing-text": [{ subscription: "" }],
  "too-many-decimals": [{ quantity: "0.123456789" }],
  "negative-quantity": [{ quantity: "-1" }],
  "missing-meter": [{ meter: "" }],
  "time-out-of-range": [{ end: "9999-12-31T00:00:00Z" }],
  "time-too-fine": [{ end: "2026-10-02T00:00:00.5Z" }],
  "outside-period": [{}, { period: { from: "2026-09-01", to: "2026-09-30" } }],
  "missing-product": [{}, { product: undefined }],
  "missing-contract": [{}, { contract: undefined }],
  "missing-currency": [{}, { currency: undefined }],
  "invalid-product": [{ attributes: { product: "no id" } }],
  "invalid-contract": [{ attributes: { contract: "no id" } }],
  "invalid-currency": [{ attributes: { currency: "dollars" } }],
  "missing-asset-criterion": [{ subscription: "account-1" }],
  "invalid-asset-criterion": [{ attributes: { assetCriterion: "name" } }],
  "negative-amount": [{ amount: "-1" }],
  "amount-too-great": [{ amount: "10000000000000001" }],
  "invalid-tier": [{ tier: 3, amount: "1" }],
  "tier-without-amount": [{ tier: 0 }],
  "control-character": [{ description: "a\nb" }],
  "html-tag": [{ description: "<b>bold</b>" }],
  "escape-sequence": [{ recordId: "r_x0041_1" }],
  "text-too-long": [{ description: "x".repeat(201) }],
  "invalid-item-precision": [
    { attributes: { item_name: "A", item_unit: "B", item_mpn: "C", item_precision: "all" } },
  ],
  "incomplete-dynamic-item": [{ attributes: { item_name: "A" } }],
  "forbidden-amount": [{ amount: "1" }, { schema: "QT" }],
  "forbidden-tier": [{ amount: "1", tier: 0 }, { schema: "CR" }],
  "missing-amount": [{}, { schema: "CR" }],
  "missing-tier": [{ amount: "1" }, { schema: "TR" }],
};

const ITEM = { item_name: "A", item_unit: "B", item_mpn: "C", item_precision: "integer" };
const plan = (records: readonly UsageRecord[], maximumBytes?: number) =>
  planDeliveries(records, { channel: "connect", defaults: fileDefaults, maximumBytes });

/** Rules that hold for records together, and are given when they are put into files. */
const TOGETHER: Readonly<Record<string, () => unknown>> = {
  "duplicate-record-id": () => plan([usageRecord(), usageRecord()]),
  "missing-dynamic-item": () =>
    plan([usageRecord({ attributes: ITEM, quantity: "1" }), usageRecord({ recordId: "r-2" })]),
  "workbook-too-large": () => plan([usageRecord()], 10),
};

describe("what is refused before sending", () => {
  it.each(Object.entries(BROKEN))("%s is explained", async (rule, [fields, options = {}]) => {
    const { channel } = await startPlatform({ options });
    const problem = channel.check(usageRecord(fields)).find((found) => found.rule === rule);
    expect(problem?.rule).toBe(rule);
    const [refusal, ...others] = findRefusals(connectRefusals, { rule });
    expect([refusal?.id, others]).toEqual([rule, []]);
    // Where several fields can break a rule, the catalogue names what they are part of.
    const [group] = problem?.field.split(".") ?? [];
    expect([problem?.field, group, "record"]).toContain(refusal?.field);
  });

  it.each(Object.entries(TOGETHER))("%s is explained of records together", (rule, plan) => {
    const error = (() => {
      try {
        return plan();
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(InvalidUsageRecordError);
    const { problems } = error as InvalidUsageRecordError;
    expect(problems.map((problem) => problem.rule)).toEqual([rule]);
    expect(ids(findRefusals(connectRefusals, { rule }))).toEqual([rule]);
  });

  it("leaves out no rule of the catalogue", () => {
    const own = connectRefusals.filter(({ at }) => at === "before sending");
    expect(ids(own).toSorted()).toEqual(
      [...Object.keys(BROKEN), ...Object.keys(TOGETHER)].toSorted(),
    );
  });
});
