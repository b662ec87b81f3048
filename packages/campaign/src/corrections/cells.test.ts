import { Quantity } from "@usage-billing/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHANNELS, type ChannelName } from "../channel-name.ts";
import { makeChange, SOURCE } from "./cell-records.ts";
import { type CellStage, openCellStage } from "./cell-stage.ts";
import { CELLS, WAYS } from "./cells.ts";
import {
  bringToMoment,
  describeState,
  liveCorrection,
  neighbour,
  planCell,
  sumOf,
} from "./play-cell.ts";

const stages = new Map<ChannelName, CellStage>();
beforeAll(async () => {
  for (const channel of CHANNELS) stages.set(channel, await openCellStage(channel));
});
afterAll(async () => {
  for (const stage of stages.values()) await stage.close();
});

function stageOf(channel: ChannelName): CellStage {
  const stage = stages.get(channel);
  if (stage === undefined) throw new Error(`there is no stage for ${channel}`);
  return stage;
}

const named = CELLS.map((cell) => ({ ...cell, name: `${cell.change} of ${cell.moment} usage` }));
const planned = named.filter(({ says }) => typeof says === "string");
const refused = named.filter(({ says }) => typeof says !== "string");

describe("the table of corrections", () => {
  it("has five changes at four moments for each of the three channels", () => {
    expect(CELLS).toHaveLength(60);
    expect([planned.length, refused.length]).toEqual([52, 8]);
    expect(new Set(Object.values(WAYS)).size).toBe(3);
  });

  it.each(planned)("at $channel plans and makes the $name exactly", async (cell) => {
    const stage = stageOf(cell.channel);
    const recordId = await bringToMoment(stage, cell);
    const plan = await planCell(stage, cell, recordId);
    if (plan.status === "refused") throw new Error(`${plan.reason} ${plan.fix}`);
    expect(plan.action).toBe(cell.says);
    const { error } = await liveCorrection(stage, { cell, recordId });
    expect(error).toBeUndefined();
    const truth = sumOf(stage)
      .minus(plan.credit ?? Quantity.zero)
      .minus(neighbour);
    expect(truth.toString()).toBe(plan.after.toString());
    expect((await stage.ledger.verify()).differenceCount).toBe(0);
    const causes = (await stage.ledger.history(recordId)).map(({ body }) => body);
    expect(causes).toContainEqual(
      expect.objectContaining({ reason: "metered wrongly", by: "Ada" }),
    );
  });

  it.each(refused)("at $channel refuses the $name, and sends nothing", async (cell) => {
    const stage = stageOf(cell.channel);
    const recordId = await bringToMoment(stage, cell);
    const before = await describeState(stage);
    const plan = await planCell(stage, cell, recordId);
    expect(plan).toMatchObject({ status: "refused", ...Object(cell.says) });
    const { reporter, doom } = await stage.live();
    const grounds = { reason: "wrong", by: "Ada", source: SOURCE };
    const change = makeChange(cell.channel, cell.change);
    await expect(reporter.correct(recordId, change, grounds)).rejects.toMatchObject({
      code: "UNCHANGEABLE_RECORD",
    });
    expect(doom.steps).toEqual([]);
    expect(await describeState(stage)).toEqual(before);
  });
});

describe("a usage file that the distributor has", () => {
  it.each(["raise", "delete", "move"] as const)(
    "is left alone by a %s, with the way out",
    async (change) => {
      const stage = stageOf("connect");
      const moment = "sent" as const;
      await bringToMoment(stage, { channel: "connect", change, moment: "planned", says: "revise" });
      const { reporter } = await stage.live();
      await reporter.report();
      const before = await describeState(stage);
      const cell = { channel: "connect", change, moment, says: "replace" } as const;
      const [recordId = ""] = (await Array.fromAsync(stage.ledger.records())).map(
        ({ record }) => record.recordId,
      );
      const { error } = await liveCorrection(stage, { cell, recordId });
      expect(error).toMatchObject({ code: "UNSUPPORTED_OPERATION" });
      expect(String(error)).toContain("ask the distributor to reject it");
      expect(await describeState(stage)).toEqual(before);
    },
  );
});
