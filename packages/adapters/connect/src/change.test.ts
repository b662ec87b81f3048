import {
  type CallOptions,
  InvalidUsageRecordError,
  type SentRecord,
  UnsupportedOperationError,
} from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { monthOfRecords, type Platform, planOne, startPlatform } from "./__fixtures__/platform.ts";
import { usageRecord } from "./__fixtures__/usage-record.ts";

/** Sends a month, and has the distributor reject it where a change is to be possible. */
async function sendMonth(
  { call, channel, files }: Platform,
  { count = 3, isRejected = true } = {},
): Promise<SentRecord> {
  const delivery = planOne(channel, monthOfRecords(count));
  await channel.send(delivery);
  const [file] = await files();
  const path = `/usage/files/${file?.id}/reject`;
  if (isRejected) await call("POST", path, { rejection_note: "Look again" });
  const [record = usageRecord()] = delivery.records;
  return { record, reference: file?.id ?? "", delivery };
}

/** How often a change asks before its two writes, the upload and the submission. */
const ASKED = 4;

/** Ends a process when it has asked so often whether it may write. */
function dieAfter(asked: number): CallOptions {
  let left = asked;
  return {
    beforeWrite: () => {
      if (left === 0) throw new UnsupportedOperationError("the process died");
      left -= 1;
    },
  };
}

describe("a change that was interrupted", () => {
  it.each([0, 1, 2, 3, 4])("is finished by calling retract again after step %i", async (step) => {
    const platform = await startPlatform();
    const { channel, twin, files } = platform;
    const sent = await sendMonth(platform);
    const first = channel.retract(sent, dieAfter(step));
    await (step < ASKED ? expect(first).rejects.toThrow("the process died") : first);
    await channel.retract(sent);
    expect(twin.usage().map(({ recordId }) => recordId)).toEqual(["r-02", "r-03"]);
    expect((await files()).map(({ status }) => status)).toEqual(["pending"]);
  });

  it.each([0, 1, 2, 3, 4])("is finished by calling correct again after step %i", async (step) => {
    const platform = await startPlatform();
    const { channel, twin } = platform;
    const sent = await sendMonth(platform);
    const quantity = usageRecord({ quantity: "7" }).quantity;
    const replacement = { ...sent.record, recordId: "r-01-corrected", quantity };
    const first = channel.correct(sent, replacement, dieAfter(step));
    await (step < ASKED ? expect(first).rejects.toThrow("the process died") : first);
    expect(await channel.correct(sent, replacement)).toMatchObject({ status: "pending" });
    const held = twin.usage().map(({ recordId }) => recordId);
    expect(held.toSorted()).toEqual(["r-01-corrected", "r-02", "r-03"]);
  });
});

describe("retract", () => {
  it("uploads the file again without the record, and submits it", async () => {
    const platform = await startPlatform();
    await platform.channel.retract(await sendMonth(platform));
    expect((await platform.files()).map(({ status }) => status)).toEqual(["pending"]);
    expect(platform.twin.usage().map(({ recordId }) => recordId)).toEqual(["r-02", "r-03"]);
  });

  it("deletes a file that has no other record", async () => {
    const platform = await startPlatform();
    const { channel, files } = platform;
    const delivery = planOne(channel, monthOfRecords(1, { meter: "NO-SUCH-ITEM" }));
    await channel.send(delivery);
    const [file] = await files();
    const [record = usageRecord()] = delivery.records;
    const sent = { record, reference: file?.id ?? "", delivery };
    await channel.retract(sent);
    expect(await files()).toEqual([]);
    await expect(channel.retract(sent)).resolves.toBeUndefined();
  });

  it("cannot leave a rejected file without records", async () => {
    const platform = await startPlatform();
    const sent = await sendMonth(platform, { count: 1 });
    await expect(platform.channel.retract(sent)).rejects.toThrow(/deletes no rejected file/);
  });

  it("names the way out when the distributor has the file", async () => {
    const platform = await startPlatform();
    const sent = await sendMonth(platform, { isRejected: false });
    const retracting = platform.channel.retract(sent);
    await expect(retracting).rejects.toThrow(UnsupportedOperationError);
    await expect(retracting).rejects.toThrow(/pending .* ask the distributor to reject it/);
    expect(platform.twin.usage()).toHaveLength(3);
  });
});

describe("correct", () => {
  it("uploads the file again with the replacement, and submits it", async () => {
    const platform = await startPlatform();
    const sent = await sendMonth(platform);
    const replacement = {
      ...sent.record,
      recordId: "r-01-corrected",
      quantity: usageRecord({ quantity: "7" }).quantity,
    };
    expect(await platform.channel.correct(sent, replacement)).toEqual({
      status: "pending",
      recordId: "r-01-corrected",
      reference: sent.reference,
      channelState: "pending",
    });
    const held = platform.twin.usage().map(({ recordId, quantity }) => [recordId, quantity]);
    expect(held.toSorted()).toEqual([
      ["r-01-corrected", "7"],
      ["r-02", "12.5"],
      ["r-03", "12.5"],
    ]);
    expect(await platform.files()).toHaveLength(1);
  });

  it("tells why the platform refuses the replacement", async () => {
    const platform = await startPlatform();
    const sent = await sendMonth(platform);
    const outcome = await platform.channel.correct(sent, { ...sent.record, meter: "NO-SUCH-ITEM" });
    expect(outcome).toMatchObject({
      status: "refused",
      recordId: "r-01",
      problem: { rule: "row-refused", field: "meter" },
    });
  });

  it("refuses a replacement with a problem, or of another file, before any request", async () => {
    const platform = await startPlatform();
    const sent = await sendMonth(platform);
    await platform.twin.close();
    const { channel } = platform;
    const negative = { ...sent.record, quantity: usageRecord({ quantity: "-1" }).quantity };
    await expect(channel.correct(sent, negative)).rejects.toThrow(InvalidUsageRecordError);
    const inEuros = { ...sent.record, attributes: { currency: "EUR" } };
    await expect(channel.correct(sent, inEuros)).rejects.toThrow(/another usage file/);
  });

  it("cannot change an accepted file", async () => {
    const platform = await startPlatform();
    const sent = await sendMonth(platform, { isRejected: false });
    await platform.call("POST", `/usage/files/${sent.reference}/accept`, { acceptance_note: "" });
    const quantity = usageRecord({ quantity: "7" }).quantity;
    const correcting = platform.channel.correct(sent, { ...sent.record, quantity });
    await expect(correcting).rejects.toThrow(/accepted and can no longer be changed: settle/);
  });
});
