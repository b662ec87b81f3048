import type { HeldUsage } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { startAltered } from "./__fixtures__/altered-platform.ts";
import { monthOfRecords, type Platform, planOne, startPlatform } from "./__fixtures__/platform.ts";
import { toFileCreate } from "./api/files/to-file-body.ts";
import { toNewFile } from "./to-new-file.ts";

async function sendMonth({ channel, files }: Platform) {
  const delivery = planOne(channel, monthOfRecords(2));
  await channel.send(delivery);
  const [file] = await files();
  return { delivery, path: `/usage/files/${file?.id}` };
}

describe("follow", () => {
  it("says pending, then accepted, then under which reference it was billed", async () => {
    const platform = await startPlatform();
    const { call, channel, twin } = platform;
    const { delivery, path } = await sendMonth(platform);
    expect((await channel.follow(delivery))[0]?.status).toBe("pending");
    await call("POST", `${path}/accept`, { acceptance_note: "Fine" });
    expect(await channel.follow(delivery)).toMatchObject([
      { status: "accepted", channelState: "accepted" },
      { status: "accepted", channelState: "accepted" },
    ]);
    twin.bill();
    await call("POST", `${path}/close`).catch(() => undefined);
    const closed = await channel.follow(delivery);
    expect(closed[0]).toMatchObject({ status: "accepted", channelState: "closed" });
    expect(closed.map((outcome) => Reflect.get(outcome, "billingReference"))).toEqual([
      expect.stringMatching(/^billing-UR-/),
      expect.stringMatching(/^billing-UR-/),
    ]);
  });

  it("gives the distributor's note for a rejected file, which can be sent again", async () => {
    const platform = await startPlatform();
    const { call, channel, files } = platform;
    const { delivery, path } = await sendMonth(platform);
    await call("POST", `${path}/reject`, { rejection_note: "Wrong month" });
    expect(await channel.follow(delivery)).toMatchObject([
      {
        status: "refused",
        reference: path.split("/").at(-1),
        problem: {
          rule: "file-rejected",
          field: "file",
          message: "the distributor rejected the usage file: Wrong month",
          fix: "Settle the reason with the distributor, correct the records and report again.",
          channelWords: "Wrong month",
        },
      },
      { status: "refused", problem: { rule: "file-rejected", channelWords: "Wrong month" } },
    ]);
    expect((await channel.settle(delivery))[0]?.status).toBe("refused");
    expect((await channel.send(delivery))[0]?.status).toBe("pending");
    expect(await files()).toHaveLength(1);
  });

  it("says absent for what was never sent, and unknown for what is half way", async () => {
    const { call, channel } = await startPlatform();
    const delivery = planOne(channel, monthOfRecords(1));
    expect(await channel.follow(delivery)).toEqual([{ status: "absent", recordId: "r-01" }]);
    await call("POST", "/usage/files", toFileCreate(toNewFile(delivery)));
    expect((await channel.follow(delivery))[0]).toMatchObject({ status: "unknown" });
  });

  it("gives no reference to records that cannot be told apart, nor where nothing was billed", async () => {
    const platform = await startPlatform();
    const { call, channel, files, twin } = platform;
    const [single, twinOne] = monthOfRecords(2);
    const records = [single, twinOne, { ...twinOne, recordId: "r-03" }] as ReturnType<
      typeof monthOfRecords
    >;
    const delivery = planOne(channel, records);
    await channel.send(delivery);
    const [file] = await files();
    await call("POST", `/usage/files/${file?.id}/accept`, { acceptance_note: "Fine" });
    twin.bill();
    const referencesOf = async (asked: typeof delivery) =>
      (await channel.follow(asked)).map((outcome) => [
        outcome.status,
        Reflect.has(outcome, "billingReference"),
      ]);
    expect(await referencesOf(delivery)).toEqual([
      ["accepted", true],
      ["accepted", false],
      ["accepted", false],
    ]);
    const other = monthOfRecords(1, { quantity: "99" });
    expect(await referencesOf({ ...delivery, records: other })).toEqual([["accepted", false]]);
  });

  it("reads no records before the file is closed", async () => {
    const { channel, requests } = await startAltered();
    const delivery = planOne(channel, monthOfRecords(1));
    await channel.send(delivery);
    await channel.follow(delivery);
    expect(requests.filter((request) => request.includes("/usage/records"))).toEqual([]);
  });

  it("says unknown, with candidates, when several files carry the external id", async () => {
    const platform = await startPlatform();
    const { delivery } = await sendMonth(platform);
    await platform.call("POST", "/usage/files", toFileCreate(toNewFile(delivery)));
    const followed = await platform.channel.follow(delivery);
    expect(followed).toEqual(await platform.channel.settle(delivery));
    const ids = (await platform.files()).map(({ id }) => id);
    const words = Reflect.get(followed[0] ?? {}, "reason");
    expect(ids.map((id) => words.includes(id))).toEqual([true, true]);
    expect(words).toMatch(
      /^several files carry this delivery's external id: UF-\S+, UF-\S+; delete all but one$/,
    );
    expect(followed).toMatchObject([
      { status: "unknown", candidates: [{ quantity: delivery.records[0]?.quantity }] },
      { status: "unknown" },
    ]);
  });

  it("takes for candidates only what lies in those files, by the channel's item criterion", async () => {
    const platform = await startPlatform({ options: { itemCriterion: "item.global_id" } });
    const { call, channel } = platform;
    const [first, second] = monthOfRecords(2, { meter: "PRD-276-377-545-0001" });
    if (first === undefined || second === undefined) throw new Error("no records");
    await channel.send(planOne(channel, [first]));
    const delivery = planOne(channel, [second]);
    await channel.send(delivery);
    await call("POST", "/usage/files", toFileCreate(toNewFile(delivery)));
    const asked = { ...delivery, records: [first, second] };
    const candidates = (await channel.follow(asked)).map((outcome) =>
      Reflect.get(outcome, "candidates")?.map(({ channel: id, meter }: HeldUsage) => [id, meter]),
    );
    expect(candidates).toEqual([[], [["connect", "PRD-276-377-545-0001"]]]);
  });

  it("says unknown for a word of the platform that nobody knows", async () => {
    const { alter, channel } = await startAltered();
    const delivery = planOne(channel, monthOfRecords(1));
    await channel.send(delivery);
    alter.file = () => ({ status: "archived" });
    expect((await channel.follow(delivery))[0]).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining('"archived"'),
    });
  });
});
