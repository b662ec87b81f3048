import type { Fault } from "@usage-billing/twins";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHANNELS, type ChannelName } from "../channel-name.ts";
import { type CellStage, openCellStage } from "./cell-stage.ts";
import { type Cell, eachAction } from "./cells.ts";
import { goOn } from "./crash-everywhere.ts";
import { bringToMoment, describeState, liveCorrection } from "./play-cell.ts";
import { crashInCells } from "./play-crashes.ts";

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

/** Every cell in the same way: npm run campaign -- corrections. */
describe("a process that dies in a correction", () => {
  it.each(CHANNELS)(
    "at %s, before or after any step of any action, is made good by doing it again",
    async (channel) => {
      const sum = await crashInCells(stageOf(channel), eachAction());
      expect(sum.divergences).toEqual([]);
      expect(sum.died).toBe(sum.possible);
      expect(sum.possible).toBeGreaterThan(20);
    },
    60_000,
  );
});

const FAULTS = [
  "lose-answer",
  "error-after-storing",
  "reset-before-storing",
  "server-error",
] as const;
const METHODS: Readonly<Record<ChannelName, readonly string[]>> = {
  connect: ["POST"],
  rebilly: ["DELETE", "POST"],
  twocheckout: ["PUT", "DELETE", "POST"],
};

interface LostAnswer {
  readonly cell: Cell;
  readonly fault: Fault;
  readonly name: string;
}

const AT_CHANNEL = ["replace", "retract", "move"];
const lostAnswers: readonly LostAnswer[] = eachAction()
  .filter(({ says }) => AT_CHANNEL.includes(String(says)))
  .flatMap((cell) =>
    METHODS[cell.channel].flatMap((method) =>
      FAULTS.map((kind) => ({
        cell,
        fault: { kind, method },
        name: `${cell.channel}: ${cell.says}, ${kind} of a ${method}`,
      })),
    ),
  );

describe("a correction whose request goes wrong", () => {
  it.each(lostAnswers)("has one effect, at once or when made again, at $name", async (play) => {
    const { cell, fault } = play;
    const stage = stageOf(cell.channel);
    const first = await bringToMoment(stage, cell);
    await liveCorrection(stage, { cell, recordId: first });
    const expected = await describeState(stage);
    const recordId = await bringToMoment(stage, cell);
    stage.twin.arm(fault);
    await liveCorrection(stage, { cell, recordId });
    expect(await goOn(stage, { cell, recordId, expected })).toEqual([]);
  });
});
