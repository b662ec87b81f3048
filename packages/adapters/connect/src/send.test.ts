import { AuthenticationError, ChannelConnectionError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { monthOfRecords, planOne, startPlatform } from "./__fixtures__/platform.ts";
import { usageRecord } from "./__fixtures__/usage-record.ts";

const ruleOf = (outcome: object): string => Reflect.get(outcome, "problem")?.rule;

describe("send", () => {
  it("creates, uploads, waits and submits one file, which holds exactly what was sent", async () => {
    const { channel, files, twin } = await startPlatform();
    const delivery = planOne(channel, monthOfRecords(5, { description: "Größe 量" }));
    const steps: string[] = [];
    const outcomes = await channel.send(delivery, { onProgress: (step) => steps.push(step) });
    const [file] = await files();
    expect(outcomes).toEqual(
      delivery.records.map(({ recordId }) => ({
        status: "pending",
        recordId,
        reference: file?.id,
        channelState: "pending",
      })),
    );
    expect(file?.external_id).toBe(`ub-${delivery.id}`);
    expect(steps.join(" ")).toMatch(/creating .* uploading .* submitting/);
    const { subscription, meter, quantity, start, end, recordId } = twin.usage()[0] ?? {};
    expect([subscription, meter, quantity]).toEqual(["AS-1001-0000-0001", "STORAGE-GB", "12.5"]);
    expect([recordId, start, end]).toEqual([
      "r-01",
      "2026-10-01T00:00:00.000Z",
      "2026-10-01T12:00:00.000Z",
    ]);
    expect(twin.usage()).toHaveLength(5);
  });

  it("says accepted when a rule accepts the file before anyone sees it pending", async () => {
    const { channel, twin } = await startPlatform({ catalogue: { autoAccept: true } });
    // Every answer takes a second of the twin's time, in which the rule acts.
    twin.arm({ kind: "delay", method: "GET", path: "/usage/files/UF", times: 99 });
    const [outcome] = await channel.send(planOne(channel, monthOfRecords(1)));
    expect(outcome).toMatchObject({ status: "accepted", channelState: "accepted" });
  });

  it("names the three bad rows of an invalid file, and tells the others whose fault it is", async () => {
    const { channel, twin } = await startPlatform();
    const [good, ...rest] = monthOfRecords(5);
    const records = [
      ...(good ? [good] : []),
      usageRecord({ recordId: "bad-item", meter: "NO-SUCH-ITEM" }),
      usageRecord({ recordId: "bad-asset", subscription: "AS-9999-9999-9999" }),
      usageRecord({ recordId: "bad-precision", quantity: "0.12345678" }),
      ...rest,
    ];
    const outcomes = await channel.send(planOne(channel, records));
    const problemOf = (id: string) =>
      outcomes.flatMap((outcome) =>
        outcome.status === "refused" && outcome.recordId === id ? [outcome.problem] : [],
      )[0];
    expect(outcomes.every(({ status }) => status === "refused")).toBe(true);
    expect(problemOf("bad-item")).toMatchObject({
      rule: "row-refused",
      field: "meter",
      channelWords: expect.stringContaining("USG_011"),
    });
    expect(problemOf("bad-asset")).toMatchObject({ rule: "row-refused", field: "subscription" });
    expect(problemOf("bad-precision")).toMatchObject({ rule: "row-refused", field: "quantity" });
    expect(problemOf("r-01")?.rule).toBe("file-refused");
    expect(problemOf("r-01")?.message).toContain("bad-asset, bad-item, bad-precision");
    expect(twin.usage()).toEqual([]);
  });

  it("uploads mended records to the refused file, which would else hold their ids", async () => {
    const { channel, files, twin } = await startPlatform();
    const bad = usageRecord({ recordId: "bad", meter: "NO-SUCH-ITEM" });
    await channel.send(planOne(channel, [...monthOfRecords(3), bad]));
    const [refused] = await files();
    const mended = planOne(channel, monthOfRecords(3));
    const outcomes = await channel.send(mended);
    expect(outcomes.map(({ status }) => status)).toEqual(["pending", "pending", "pending"]);
    expect(await files()).toMatchObject([{ id: refused?.id, external_id: `ub-${mended.id}` }]);
    expect(twin.usage()).toHaveLength(3);
  });

  it("leaves refused files of other records alone, and later months flow", async () => {
    const { channel, files } = await startPlatform();
    await channel.send(planOne(channel, [usageRecord({ recordId: "bad", meter: "NO-SUCH-ITEM" })]));
    const november = { start: "2026-11-01T00:00:00Z", end: "2026-11-02T00:00:00Z" };
    const [outcome] = await channel.send(planOne(channel, [usageRecord(november)]));
    expect(outcome?.status).toBe("pending");
    expect((await files()).map(({ status }) => status).toSorted()).toEqual(["invalid", "pending"]);
  });

  it("refuses every record when the channel refuses the file at once", async () => {
    const { channel, files } = await startPlatform();
    const attributes = { product: "PRD-000-000-000" };
    const [outcome] = await channel.send(planOne(channel, [usageRecord({ attributes })]));
    expect(outcome).toMatchObject({ status: "refused" });
    expect(ruleOf(outcome ?? {})).toBe("file-refused");
    expect(outcome).not.toHaveProperty("reference");
    expect(await files()).toEqual([]);
  });

  it("refuses every record when the channel cannot read the workbook", async () => {
    const { channel } = await startPlatform();
    const delivery = {
      ...planOne(channel, monthOfRecords(2)),
      body: new Uint8Array([0x50, 0x4b, 3]),
    };
    const outcomes = await channel.send(delivery);
    expect(outcomes.map(ruleOf)).toEqual(["file-refused", "file-refused"]);
    expect(outcomes[0]).toHaveProperty("reference");
  });

  it("does not make a second file of what it has sent before", async () => {
    const { channel, files, twin } = await startPlatform();
    const delivery = planOne(channel, monthOfRecords(3));
    const first = await channel.send(delivery);
    expect(await channel.send(delivery)).toEqual(first);
    expect(await files()).toHaveLength(1);
    expect(twin.usage()).toHaveLength(3);
  });

  it("does not take other rows under the same external id for its own", async () => {
    const { channel } = await startPlatform();
    await channel.send(planOne(channel, monthOfRecords(3)));
    const [outcome] = await channel.send(planOne(channel, monthOfRecords(3, { quantity: "99" })));
    expect(outcome).toMatchObject({ status: "unknown" });
  });

  it("says unknown when the platform is not done by the deadline", async () => {
    const { channel, clock } = await startPlatform({ options: { deadline: 0 } });
    const delivery = planOne(channel, monthOfRecords(2));
    const outcomes = await channel.send(delivery);
    expect(outcomes).toMatchObject([{ status: "unknown" }, { status: "unknown" }]);
    expect(Reflect.get(outcomes[0] ?? {}, "reason")).toContain('in state "uploading"');
    await clock.sleep(1000);
    expect((await channel.settle(delivery))[0]?.status).not.toBe("absent");
  });

  it("throws when the key is wrong or nobody is there, because then nothing was sent", async () => {
    const { channel, twin } = await startPlatform({ options: { apiKey: "SU-000-000-000:wrong" } });
    const delivery = planOne(channel, monthOfRecords(1));
    await expect(channel.send(delivery)).rejects.toThrow(AuthenticationError);
    await twin.close();
    const failed = await channel.send(delivery).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ChannelConnectionError);
    expect(failed).toMatchObject({ outcomeUnknown: false });
  });
});
