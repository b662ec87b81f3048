import { ChannelConnectionError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { monthOfRecords, type Platform, planOne, startPlatform } from "./__fixtures__/platform.ts";
import { toFileCreate } from "./api/files/to-file-body.ts";
import { toNewFile } from "./to-new-file.ts";

const UPLOAD = "/upload";
const SUBMIT = "/submit";

/** Does by hand what a process did before it crashed. */
async function crashAfter(
  { call, channel, clock, twin }: Platform,
  step: "create" | "upload" | "submit",
): Promise<ReturnType<typeof planOne>> {
  const delivery = planOne(channel, monthOfRecords(3));
  const file = (await call("POST", "/usage/files", toFileCreate(toNewFile(delivery)))) as {
    id: string;
  };
  if (step === "create") return delivery;
  const form = new FormData();
  form.set("usage_file", new File([new Uint8Array(delivery.body)], "usage.xlsx"));
  const headers = { Authorization: "ApiKey SU-100-200-300:twin-vendor-token" };
  const url = `${twin.baseUrl}/usage/files/${file.id}${UPLOAD}`;
  const uploaded = await fetch(url, { method: "POST", headers, body: form });
  if (!uploaded.ok) throw new Error(await uploaded.text());
  if (step === "upload") return delivery;
  await clock.sleep(1000);
  await call("POST", `/usage/files/${file.id}${SUBMIT}`);
  return delivery;
}

describe("settle", () => {
  it("says absent when there is no file, and makes none", async () => {
    const { channel, files } = await startPlatform();
    const settled = await channel.settle(planOne(channel, monthOfRecords(2)));
    expect(settled).toEqual([
      { status: "absent", recordId: "r-01" },
      { status: "absent", recordId: "r-02" },
    ]);
    expect(await files()).toEqual([]);
  });

  it.each(["create", "upload", "submit"] as const)(
    "takes up the same file after a crash behind %s",
    async (step) => {
      const platform = await startPlatform();
      const delivery = await crashAfter(platform, step);
      const settled = await platform.channel.settle(delivery);
      const [file, ...others] = await platform.files();
      expect(others).toEqual([]);
      expect(file?.status).toBe("pending");
      expect(settled).toMatchObject([
        { status: "pending", recordId: "r-01", reference: file?.id },
        { status: "pending", recordId: "r-02" },
        { status: "pending", recordId: "r-03" },
      ]);
      expect(platform.twin.usage()).toHaveLength(3);
    },
  );

  it.each([
    ["creation", "/usage/files"],
    ["upload", "/usage/files/UF"],
  ])("needs no second file when the answer of the %s is lost", async (_, path) => {
    const { channel, files, twin } = await startPlatform();
    twin.arm({ kind: "lose-answer", method: "POST", path });
    const outcomes = await channel.send(planOne(channel, monthOfRecords(3)));
    expect(outcomes.map(({ status }) => status)).toEqual(["pending", "pending", "pending"]);
    expect(await files()).toHaveLength(1);
    expect(twin.usage()).toHaveLength(3);
  });

  it("finds the file submitted when the answer of the submission is lost", async () => {
    const platform = await startPlatform();
    const delivery = await crashAfter(platform, "upload");
    platform.twin.arm({ kind: "lose-answer", method: "POST" });
    expect(await platform.channel.settle(delivery)).toMatchObject([
      { status: "pending" },
      { status: "pending" },
      { status: "pending" },
    ]);
  });

  it("throws, unknown, when creation and the look after it both fail; the next settle finds the file", async () => {
    const { channel, files, twin } = await startPlatform();
    const delivery = planOne(channel, monthOfRecords(2));
    twin.arm({ kind: "lose-answer", method: "POST", path: "/usage/files" });
    const sending = channel.send(delivery, {
      onProgress: () => twin.arm({ kind: "server-error", method: "GET", path: "/usage/files" }),
    });
    const failed = await sending.catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ChannelConnectionError);
    expect(failed).toMatchObject({ outcomeUnknown: true });
    expect((await channel.settle(delivery))[0]?.status).toBe("pending");
    expect(await files()).toHaveLength(1);
  });

  it("says unknown, not absent, when an upload fails behind a created file", async () => {
    const { channel, twin } = await startPlatform();
    const delivery = planOne(channel, monthOfRecords(2));
    twin.arm({ kind: "reset-before-storing", method: "POST", path: "/usage/files/UF" });
    const outcomes = await channel.send(delivery);
    expect(outcomes.map(({ status }) => status)).toEqual(["unknown", "unknown"]);
    expect((await channel.settle(delivery))[0]?.status).toBe("pending");
    expect(twin.usage()).toHaveLength(2);
  });

  it("uploads its own rows over others before it submits a ready file", async () => {
    const platform = await startPlatform();
    const { channel, clock, twin } = platform;
    await crashAfter(platform, "upload");
    await clock.sleep(1000);
    const corrected = planOne(channel, monthOfRecords(3, { quantity: "7" }));
    expect((await channel.settle(corrected))[0]?.status).toBe("pending");
    expect(twin.usage().map(({ quantity }) => quantity)).toEqual(["7", "7", "7"]);
  });

  it("repeats why a file is invalid, and changes nothing", async () => {
    const { channel, files } = await startPlatform();
    const delivery = planOne(channel, monthOfRecords(2, { meter: "NO-SUCH-ITEM" }));
    const sent = await channel.send(delivery);
    expect(await channel.settle(delivery)).toEqual(sent);
    expect((await files()).map(({ status }) => status)).toEqual(["invalid"]);
  });

  it("says absent when what was refused there was another workbook", async () => {
    const { channel } = await startPlatform();
    await channel.send(planOne(channel, monthOfRecords(2, { meter: "NO-SUCH-ITEM" })));
    const mended = planOne(channel, monthOfRecords(2));
    expect((await channel.settle(mended))[0]?.status).toBe("absent");
    expect((await channel.send(mended))[0]?.status).toBe("pending");
  });

  it("stops and shows the candidates when several files carry the external id", async () => {
    const platform = await startPlatform();
    const { call, channel } = platform;
    const delivery = await crashAfter(platform, "submit");
    await call("POST", "/usage/files", toFileCreate(toNewFile(delivery)));
    const [first] = await channel.settle(delivery);
    expect(first).toMatchObject({ status: "unknown", recordId: "r-01" });
    expect(first?.status === "unknown" && first.candidates).toHaveLength(1);
    expect(await channel.send(delivery)).toEqual(await channel.settle(delivery));
    expect(platform.twin.usage()).toHaveLength(3);
  });

  it("ignores deleted files", async () => {
    const platform = await startPlatform();
    const delivery = await crashAfter(platform, "create");
    const [file] = await platform.files();
    await platform.call("POST", `/usage/files/${file?.id}/delete`);
    expect((await platform.channel.settle(delivery))[0]?.status).toBe("absent");
  });
});
