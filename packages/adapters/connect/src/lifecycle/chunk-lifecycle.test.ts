import { describe, expect, it } from "vitest";
import {
  BILL,
  bring,
  chunkOf,
  LONG,
  openStage,
  recordOf,
  type Stage,
} from "../__fixtures__/stage.ts";
import type { ChunkStatus } from "../api/chunks/from-usage-chunk.ts";
import { chunkLifecycle } from "./chunk-lifecycle.ts";

/** An accepted file whose chunk is in a state. */
async function openChunk(status: ChunkStatus): Promise<Stage> {
  const stage = await openStage({ failures: status === "failed" ? 1 : 0 });
  await bring(stage, "accepted");
  if (status !== "draft") await stage.pass(LONG);
  if (status === "closed") await closeChunk(stage);
  return stage;
}

const statusOf = async (stage: Stage) =>
  (await stage.distributor.chunks.get(await chunkOf(stage))).status;

const closeChunk = async (stage: Stage) =>
  stage.distributor.chunks.close(await chunkOf(stage), BILL);

const regenerate = async (stage: Stage) =>
  stage.distributor.chunks.regenerate(await chunkOf(stage));

const OPERATIONS = { closeUsageChunk: closeChunk, regenerateUsageChunk: regenerate };

const ways = chunkLifecycle.states.flatMap((from) =>
  (["closeUsageChunk", "regenerateUsageChunk"] as const).map((operation) => {
    const way = chunkLifecycle.transitions.find(
      (each) => each.operations.includes(operation) && each.from.includes(from),
    );
    return [from, operation, way?.to] as const;
  }),
);

describe("a chunk file at the platform", () => {
  it.each(chunkLifecycle.states)("comes to be %s", async (status) => {
    expect(await statusOf(await openChunk(status))).toBe(status);
  });

  it.each(ways)("that is %s, by %s becomes %s", async (from, operation, to) => {
    const stage = await openChunk(from);
    const moved = OPERATIONS[operation](stage);
    if (to === undefined) await expect(moved).rejects.toMatchObject({ status: 400 });
    else await moved;
    expect(await statusOf(stage)).toBe(to ?? from);
  });

  it("closes with the last record of its usage file", async () => {
    const stage = await openChunk("ready");
    await stage.distributor.records.close(await recordOf(stage), BILL);
    expect(await statusOf(stage)).toBe("closed");
  });

  it("is downloaded when it is ready, and when it is closed", async () => {
    for (const status of ["ready", "closed"] as const) {
      const stage = await openChunk(status);
      const bytes = await stage.distributor.chunks.download(await chunkOf(stage));
      expect(bytes.length).toBeGreaterThan(1000);
    }
  });
});
