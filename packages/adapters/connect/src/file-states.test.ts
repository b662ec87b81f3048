import { describe, expect, it } from "vitest";
import { refusing, showing, startAltered } from "./__fixtures__/altered-platform.ts";
import { monthOfRecords, planOne } from "./__fixtures__/platform.ts";
import { refuseCalls, refuseFile } from "./__fixtures__/refusing-platform.ts";
import { toFileCreate } from "./api/files/to-file-body.ts";
import { toNewFile } from "./to-new-file.ts";

const sum = (pauses: readonly number[]): number => pauses.reduce((all, pause) => all + pause, 0);

describe("the states of a file that is being sent", () => {
  it("wait for half a minute while it stays uploaded; then it is submitted", async () => {
    const { alter, channel, clock } = await startAltered();
    const delivery = planOne(channel, monthOfRecords(1));
    alter.file = showing("ready", "uploaded");
    const [outcome] = await channel.send(delivery);
    expect(outcome).toMatchObject({ status: "pending", channelState: "pending" });
    expect(sum(clock.sleeps)).toBeGreaterThanOrEqual(30_000);
    expect(sum(clock.sleeps)).toBeLessThan(60_000);
  });

  it("go on after an upload while the platform has a word for it that nobody knows", async () => {
    const { alter, channel, clock, twin } = await startAltered();
    alter.file = showing("uploading", "scanning");
    const [outcome] = await channel.send(planOne(channel, monthOfRecords(1)));
    expect(outcome?.status).toBe("pending");
    expect(sum(clock.sleeps)).toBeLessThan(10_000);
    expect(twin.usage()).toHaveLength(1);
  });

  it("count as handed over after a submission, whatever word the platform has for it", async () => {
    const { alter, channel, clock } = await startAltered();
    alter.file = showing("pending", "in_review");
    const delivery = planOne(channel, monthOfRecords(1));
    const [outcome] = await channel.send(delivery);
    expect(outcome).toMatchObject({ status: "pending", channelState: "in_review" });
    const [settled] = await channel.settle(delivery);
    expect(settled).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining('in state "in_review", and has not been submitted yet'),
    });
    expect(sum(clock.sleeps)).toBeLessThan(10_000);
  });

  it("are not those of a file that a wait ends with, though it was submitted", async () => {
    const { alter, channel, clock } = await startAltered();
    alter.file = showing("pending", "processing");
    const [outcome] = await channel.send(planOne(channel, monthOfRecords(1)));
    expect(outcome).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining('in state "processing"'),
    });
    expect(sum(clock.sleeps)).toBeGreaterThanOrEqual(15 * 60_000);
  });

  it("say unknown, not absent, when it is deleted meanwhile", async () => {
    const { alter, channel } = await startAltered();
    const outcomes = await channel.send(planOne(channel, monthOfRecords(2)), {
      onProgress: (step) => {
        if (step.includes("uploading")) alter.file = () => ({ status: "deleted" });
      },
    });
    const reason = expect.stringMatching(/^UF-\S+ was deleted while it was being sent$/);
    expect(outcomes).toEqual([
      { status: "unknown", recordId: "r-01", reason },
      { status: "unknown", recordId: "r-02", reason },
    ]);
  });

  it("say absent when it is deleted before its delivery is followed", async () => {
    const { alter, channel } = await startAltered();
    const delivery = planOne(channel, monthOfRecords(1));
    await channel.send(delivery);
    alter.file = () => ({ status: "deleted" });
    expect(await channel.follow(delivery)).toEqual([{ status: "absent", recordId: "r-01" }]);
  });

  it("name the file and the failure when an upload does not arrive", async () => {
    const { channel, twin } = await startAltered();
    twin.arm({ kind: "reset-before-storing", method: "POST", path: "/usage/files/UF" });
    const [outcome] = await channel.send(planOne(channel, monthOfRecords(1)));
    expect(outcome).toMatchObject({
      status: "unknown",
      reason: expect.stringMatching(/^UF-\S+: .*uploadUsageFile/),
    });
  });

  it("refuse every record when the submission is refused", async () => {
    const { alter, channel } = await startAltered();
    alter.answer = refusing(/\/submit\/?$/, "The period is closed");
    const outcomes = await channel.send(planOne(channel, monthOfRecords(2)));
    expect(outcomes).toMatchObject([
      { status: "refused", problem: { channelWords: expect.stringContaining("period is closed") } },
      { status: "refused", reference: expect.stringMatching(/^UF-/) },
    ]);
  });

  it("tell that other rows lie under the delivery's external id", async () => {
    const { channel } = await startAltered();
    await channel.send(planOne(channel, monthOfRecords(1)));
    const [outcome] = await channel.send(planOne(channel, monthOfRecords(1, { quantity: "99" })));
    expect(outcome).toMatchObject({
      status: "unknown",
      reason: expect.stringMatching(/^UF-\S+ carries this delivery's external id but other rows/),
    });
  });

  it("are taken as they are when the platform does not show what was uploaded", async () => {
    const { alter, channel } = await startAltered();
    const delivery = planOne(channel, monthOfRecords(1));
    const sent = await channel.send(delivery);
    alter.file = () => ({ usage_file_uri: undefined });
    expect(await channel.settle(delivery)).toEqual(sent);
  });
});

describe("a file whose creation nobody answered", () => {
  it("is not guessed when two carry the external id", async () => {
    const { alter, call, channel, files } = await startAltered();
    const delivery = planOne(channel, monthOfRecords(1));
    const make = () => call("POST", "/usage/files", toFileCreate(toNewFile(delivery)));
    alter.answer = async ({ method, url }) => {
      if (method !== "POST" || !/\/usage\/files\/?$/.test(url)) return undefined;
      await Promise.all([make(), make()]);
      return Response.json({ errors: ["down"] }, { status: 502 });
    };
    const sending = channel.send(delivery);
    await expect(sending).rejects.toMatchObject({ outcomeUnknown: true });
    expect((await files()).map(({ status }) => status)).toEqual(["draft", "draft"]);
  });
});

describe("a refused file that shares records", () => {
  const bad = { recordId: "r-09", meter: "NO-SUCH-ITEM" };

  it.each<[string, (altered: Awaited<ReturnType<typeof startAltered>>["alter"]) => void]>([
    [
      "does not show its upload",
      (alter) => {
        alter.file = () => ({ usage_file_uri: undefined });
      },
    ],
    [
      "does not give its upload",
      (alter) => {
        alter.answer = refusing(/usage\.xlsx/, "gone", 404);
      },
    ],
  ])("is left alone when the platform %s", async (_, change) => {
    const { alter, channel, files } = await startAltered();
    const [first, second] = monthOfRecords(2);
    const records = [first, { ...second, ...bad }] as ReturnType<typeof monthOfRecords>;
    await channel.send(planOne(channel, records));
    change(alter);
    await channel.send(planOne(channel, monthOfRecords(1)));
    expect((await files()).map(({ status }) => status).toSorted()).toEqual(["invalid", "invalid"]);
  });

  it("is said to be uploaded again", async () => {
    const { channel, files } = await startAltered();
    const [first, second] = monthOfRecords(2);
    const records = [first, { ...second, ...bad }] as ReturnType<typeof monthOfRecords>;
    await channel.send(planOne(channel, records));
    const [file] = await files();
    const steps: string[] = [];
    await channel.send(planOne(channel, monthOfRecords(1)), {
      onProgress: (step) => steps.push(step),
    });
    expect(steps).toContain(`${file?.id}: was refused and is uploaded again`);
  });
});

describe("why a file was refused", () => {
  it("is told in the platform's words, of an upload and of the file as a whole", async () => {
    const words = "VAL_001: usage_file: the sheet records has no rows.";
    await using upload = await refuseCalls(400, words, true);
    const [sent] = await upload.channel.send(upload.delivery);
    expect(sent).toMatchObject({ status: "refused", problem: { channelWords: words } });
    await using invalid = await refuseFile({ status: "invalid", error_detail: "No such product" });
    const settled = await invalid.channel.settle(invalid.delivery);
    expect(settled.map((outcome) => Reflect.get(outcome, "problem"))).toEqual(
      invalid.delivery.records.map(() => ({
        rule: "file-refused",
        field: "file",
        message: "the channel refuses the whole usage file and says: No such product",
        fix: "Mend what the channel names, and report again.",
        channelWords: "No such product",
      })),
    );
    await using silent = await refuseFile({ status: "invalid" });
    const [unexplained] = await silent.channel.settle(silent.delivery);
    expect(Reflect.get(unexplained ?? {}, "problem")).not.toHaveProperty("channelWords");
  });

  it("is told without single rows when the platform does not give the processed workbook", async () => {
    const { alter, channel } = await startAltered();
    const delivery = planOne(channel, monthOfRecords(2, { meter: "NO-SUCH-ITEM" }));
    await channel.send(delivery);
    alter.answer = refusing(/processed\.xlsx/, "gone", 404);
    const settled = await channel.settle(delivery);
    const rules = settled.map((outcome) => Reflect.get(outcome, "problem")?.rule);
    expect(rules).toEqual(["file-refused", "file-refused"]);
    expect(JSON.stringify(settled)).not.toContain("undefined");
  });

  it("may be that the distributor rejected it without a word", async () => {
    const { alter, call, channel, files } = await startAltered();
    const delivery = planOne(channel, monthOfRecords(1));
    await channel.send(delivery);
    const [file] = await files();
    await call("POST", `/usage/files/${file?.id}/reject`, { rejection_note: "No" });
    alter.file = () => ({ rejection_note: undefined });
    const [followed] = await channel.follow(delivery);
    expect(followed).toMatchObject({
      problem: { rule: "file-rejected", message: "the distributor rejected the usage file" },
    });
    expect(Reflect.get(followed ?? {}, "problem")).not.toHaveProperty("channelWords");
  });
});
