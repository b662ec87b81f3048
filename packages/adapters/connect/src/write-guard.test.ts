import { UnsupportedOperationError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { monthOfRecords, planOne, startPlatform } from "./__fixtures__/platform.ts";

/** Ends a worker's turn when a call comes to a step; the error is one of these packages. */
function createTurn(lastStep: RegExp) {
  const over = new UnsupportedOperationError("the turn is over");
  let isOver = false;
  return {
    over,
    onProgress: (step: string): void => {
      isOver ||= lastStep.test(step);
    },
    beforeWrite: (): void => {
      if (isOver) throw over;
    },
  };
}

describe("beforeWrite", () => {
  it.each([
    ["creating", []],
    ["uploading", ["draft"]],
    ["submitting", ["ready"]],
  ])("stops a delivery at %s, and its error reaches the caller", async (step, states) => {
    const { channel, files } = await startPlatform();
    const { over, ...options } = createTurn(new RegExp(step));
    const sending = channel.send(planOne(channel, monthOfRecords(2)), options);
    await expect(sending).rejects.toBe(over);
    expect((await files()).map(({ status }) => status)).toEqual(states);
  });

  it("is not asked for reads", async () => {
    const { channel } = await startPlatform();
    const delivery = planOne(channel, monthOfRecords(2));
    const outcomes = await channel.send(delivery);
    const beforeWrite = (): void => {
      throw new Error("a read was taken for a write");
    };
    expect(await channel.settle(delivery, { beforeWrite })).toEqual(outcomes);
    expect(await channel.follow(delivery, { beforeWrite })).toHaveLength(2);
  });

  it("stops a correction and a retraction", async () => {
    const { call, channel, files } = await startPlatform();
    const delivery = planOne(channel, monthOfRecords(2));
    const [outcome] = await channel.send(delivery);
    const [file] = await files();
    await call("POST", `/usage/files/${file?.id}/reject`, { rejection_note: "Wrong" });
    const record = delivery.records[0] ?? expect.fail("no record");
    const sent = { record, delivery, reference: Reflect.get(outcome ?? {}, "reference") };
    const over = new UnsupportedOperationError("the turn is over");
    const beforeWrite = (): void => {
      throw over;
    };
    await expect(channel.retract(sent, { beforeWrite })).rejects.toBe(over);
    await expect(channel.correct(sent, record, { beforeWrite })).rejects.toBe(over);
    expect((await files())[0]?.status).toBe("rejected");
  });
});
