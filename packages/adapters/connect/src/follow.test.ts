import { describe, expect, it } from "vitest";
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
      { status: "refused", problem: { rule: "file-rejected", channelWords: "Wrong month" } },
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
});
