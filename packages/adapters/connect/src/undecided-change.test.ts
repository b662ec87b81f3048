import { UnsupportedOperationError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { refusing, showing, startAltered } from "./__fixtures__/altered-platform.ts";
import { monthOfRecords, planOne } from "./__fixtures__/platform.ts";
import { usageRecord } from "./__fixtures__/usage-record.ts";

describe("a change of a file", () => {
  /** A file with a good and a bad row, and its good record as sent. */
  async function startRefused(options = {}) {
    const altered = await startAltered(options);
    const [good, bad] = monthOfRecords(2);
    const records = [good, { ...bad, meter: "NO-SUCH-ITEM" }] as ReturnType<typeof monthOfRecords>;
    const delivery = planOne(altered.channel, records);
    await altered.channel.send(delivery);
    const [file] = await altered.files();
    const record = records[0] ?? expect.fail("no record");
    return { ...altered, sent: { record, delivery, reference: file?.id ?? "" } };
  }

  it("takes a record out though the platform finds fault with another", async () => {
    const { channel, files, sent, requests } = await startRefused();
    await channel.retract(sent);
    expect((await files()).map(({ status }) => status)).toEqual(["invalid"]);
    expect(requests.filter((request) => /upload/.test(request))).toHaveLength(2);
  });

  it("does not correct a record in a file that was deleted", async () => {
    const { call, channel, sent } = await startRefused();
    await call("POST", `/usage/files/${sent.reference}/delete`);
    const correcting = channel.correct(sent, sent.record);
    await expect(correcting).rejects.toThrow(UnsupportedOperationError);
    await expect(correcting).rejects.toThrow(
      `usage file ${sent.reference} was deleted; report the record anew instead of correcting it`,
    );
  });

  it("does not know what became of a correction in a file that is deleted meanwhile", async () => {
    const { alter, channel, sent } = await startRefused();
    const onProgress = (step: string): void => {
      if (step.includes("uploading")) alter.file = () => ({ status: "deleted" });
    };
    expect(await channel.correct(sent, sent.record, { onProgress })).toEqual({
      status: "unknown",
      recordId: "r-01",
      reason: `${sent.reference} was deleted while it was being corrected`,
    });
  });

  it("is not decided while the submission is refused", async () => {
    const { alter, channel, sent } = await startRefused();
    const [record] = monthOfRecords(1);
    const mended = { ...sent, delivery: { ...sent.delivery, records: monthOfRecords(2) } };
    alter.answer = refusing(/\/submit\/?$/, "Not today");
    const correcting = channel.correct(mended, { ...sent.record, ...record });
    await expect(correcting).rejects.toThrow(
      new RegExp(
        `getUsageFile.*says of ${sent.reference}, uploaded with the replacement: .*Not today`,
      ),
    );
    await expect(correcting).rejects.toMatchObject({ outcomeUnknown: true });
    const retracting = channel.retract(mended);
    await expect(retracting).rejects.toThrow(
      new RegExp(`says of ${sent.reference}, uploaded without the record: .*Not today`),
    );
    await expect(retracting).rejects.toMatchObject({ outcomeUnknown: true });
  });

  it("is refused when the upload is", async () => {
    const { alter, channel, sent } = await startRefused();
    alter.answer = refusing(/\/upload\/?$/, "Too wide");
    const retracting = channel.retract(sent);
    await expect(retracting).rejects.toThrow(UnsupportedOperationError);
    await expect(retracting).rejects.toThrow(
      new RegExp(`^${sent.reference} is refused without the record: .*Too wide`),
    );
    const { quantity } = usageRecord({ quantity: "7" });
    expect(await channel.correct(sent, { ...sent.record, quantity })).toMatchObject({
      status: "refused",
      problem: { channelWords: expect.stringContaining("Too wide") },
    });
  });

  it("is not decided while the file is being processed", async () => {
    const { alter, channel, sent } = await startRefused({ deadline: 5_000 });
    alter.file = () => ({ status: "processing" });
    const words = `says that ${sent.reference} is processing`;
    await expect(channel.correct(sent, sent.record)).rejects.toThrow(words);
    alter.file = () => ({});
    const onProgress = (step: string): void => {
      if (step.includes("uploading")) alter.file = () => ({ status: "processing" });
    };
    const retracting = channel.retract(sent, { onProgress });
    await expect(retracting).rejects.toThrow(
      `says of ${sent.reference}, uploaded without the record: is processing`,
    );
    await expect(retracting).rejects.toMatchObject({ outcomeUnknown: true });
  });

  it("is not decided when the distributor has a file whose rows are not shown", async () => {
    const { alter, channel, files } = await startAltered();
    const delivery = planOne(channel, monthOfRecords(2));
    await channel.send(delivery);
    const [file] = await files();
    const record = delivery.records[0] ?? expect.fail("no record");
    const sent = { record, delivery, reference: file?.id ?? "" };
    alter.file = () => ({ usage_file_uri: undefined });
    const retracting = channel.retract(sent);
    await expect(retracting).rejects.toThrow(`does not show the rows of ${sent.reference}`);
    await expect(retracting).rejects.toMatchObject({ outcomeUnknown: true });
  });

  it("waits for a file that is being processed, no longer than it is", async () => {
    const { alter, channel, clock, files, sent } = await startRefused();
    let reads = 0;
    alter.file = () => {
      reads += 1;
      return reads < 4 ? { status: "processing" } : {};
    };
    const before = clock.sleeps.length;
    await channel.retract(sent);
    expect(clock.sleeps.slice(before, before + 3)).toEqual([250, 500, 1000]);
    expect(clock.sleeps.slice(before).length).toBeLessThan(6);
    expect((await files()).map(({ status }) => status)).toEqual(["invalid"]);
  });

  it("tells of the record that was replaced, not of another", async () => {
    const { channel, sent } = await startRefused();
    const record = sent.delivery.records[1] ?? expect.fail("no record");
    expect(await channel.correct({ ...sent, record }, record)).toMatchObject({
      status: "refused",
      recordId: "r-02",
      problem: { rule: "row-refused" },
    });
  });

  it.each(["pending", "in_review"])(
    "is done when an earlier request has submitted the file, shown as %s",
    async (status) => {
      const { alter, call, channel, sent, twin } = await startRefused();
      const records = monthOfRecords(2);
      const mended = { ...sent, delivery: { ...sent.delivery, records } };
      alter.file = showing("pending", status);
      alter.answer = async ({ method, url }) => {
        if (status !== "pending" || method !== "POST" || !/\/submit\/?$/.test(url))
          return undefined;
        await call("POST", `/usage/files/${sent.reference}/submit`);
        return Response.json({ errors: ["not in state ready"] }, { status: 400 });
      };
      await expect(channel.retract(mended)).resolves.toBeUndefined();
      expect(twin.usage().map(({ recordId }) => recordId)).toEqual(["r-02"]);
    },
  );
});
