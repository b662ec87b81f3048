import { describe, expect, it } from "vitest";
import { answerJson, startServer } from "../../__fixtures__/local-server.ts";
import { createTestApi } from "../../__fixtures__/test-api.ts";

/** Shows one state after the other, and the last one for ever. */
function startStates(...states: readonly Record<string, unknown>[]) {
  return startServer((response, _, count) =>
    answerJson(response, { id: "RCN-1", ...states[Math.min(count, states.length) - 1] }),
  );
}

describe("a wait", () => {
  it("for a reconciliation ends when it is processed", async () => {
    await using server = await startStates({ status: "uploaded" }, { status: "processed" });
    const { reconciliations } = createTestApi(server.url);
    expect(await reconciliations.waitFor("RCN-1", ["processed"])).toMatchObject({
      status: "processed",
    });
    expect(server.seen.map(({ url }) => url)).toEqual(
      Array.from({ length: 2 }, () => "/usage/reconciliations/RCN-1"),
    );
  });

  it("for a reconciliation that failed says why", async () => {
    await using server = await startStates({ status: "failed", error: { detail: "no rows" } });
    const { reconciliations } = createTestApi(server.url);
    await expect(reconciliations.waitFor("RCN-1", ["processed"])).rejects.toThrow(
      "reconciliation RCN-1 is failed, not processed, and never will be: no rows",
    );
  });

  it("for a chunk that failed ends, as it stays so until somebody has it written anew", async () => {
    await using server = await startStates({ status: "draft" }, { status: "failed" });
    const { chunks } = createTestApi(server.url);
    await expect(chunks.waitFor("UFC-1", ["ready"])).rejects.toThrow(
      "chunk file UFC-1 is failed, not ready, and stays so by itself",
    );
  });
});
