import { describe, expect, it } from "vitest";
import { call, distributor } from "../../testing/connect-requests.ts";
import { billing, CHUNK, openStage, RECORD, type Stage } from "../../testing/connect-stages.ts";
import { chunkTransitions } from "./chunk-states.ts";
import type { ChunkStatus } from "./usage-chunk.ts";

const act = ({ twin }: Stage, action: string) =>
  call(twin, `POST /usage/chunks/${CHUNK}/${action}`, { token: distributor, body: billing });

async function statusOf({ twin }: Stage): Promise<string> {
  const response = await call(twin, `GET /usage/chunks/${CHUNK}`, { token: distributor });
  return ((await response.json()) as { status: string }).status;
}

/** An accepted file whose chunk is in a state. */
async function openChunk(status: ChunkStatus): Promise<Stage> {
  const stage = await openStage("accepted", status === "failed" ? 1 : 0);
  if (status !== "draft") stage.clock.advance(20);
  if (status === "closed") await act(stage, "close");
  return stage;
}

const states: readonly ChunkStatus[] = ["draft", "ready", "failed", "closed"];

describe("the states of a chunk", () => {
  it.each(states)("are reached: %s", async (status) => {
    expect(await statusOf(await openChunk(status))).toBe(status);
  });

  const cases = states.flatMap((from) =>
    ["regenerate", "close"].map((action) => {
      const line = chunkTransitions.find((each) => each.action === action && each.from === from);
      return [from, action, line?.to ?? null] as const;
    }),
  );

  it.each(cases.filter(([, , to]) => to !== null))("%s, %s: %s", async (from, action, to) => {
    const stage = await openChunk(from);
    expect((await act(stage, action)).status).toBe(200);
    expect(await statusOf(stage)).toBe(to);
  });

  it.each(cases.filter(([, , to]) => to === null))("%s, %s: refused", async (from, action) => {
    const stage = await openChunk(from);
    const answer = await act(stage, action);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      error_code: "VAL_001",
      errors: [`status: ${action} is not possible while the chunk is ${from}.`],
      params: {},
    });
    expect(await statusOf(stage)).toBe(from);
  });

  it.each(["ready", "draft"] as const)(
    "%s, closed with the last record of its file",
    async (from) => {
      const stage = await openChunk(from);
      await call(stage.twin, `POST /usage/records/${RECORD}/close`, {
        token: distributor,
        body: billing,
      });
      stage.clock.advance(20);
      expect(await statusOf(stage)).toBe("closed");
    },
  );
});
