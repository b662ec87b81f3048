import { ChannelConnectionError } from "@usage-billing/core";
import { createFakeClock } from "@usage-billing/http/testing";
import { describe, expect, it } from "vitest";
import type { ConnectContext } from "./connect-context.ts";
import { waitForFile } from "./wait-for-file.ts";

/** A channel whose file shows one state after the other, and the last one for ever. */
function createContext(statuses: readonly string[], deadline = 60_000) {
  const clock = createFakeClock();
  let reads = 0;
  const get = async (id: string) => {
    const status = statuses[Math.min(reads, statuses.length - 1)] ?? "";
    reads += 1;
    return { id, status };
  };
  const context = { api: { settings: { channel: "connect", clock } }, deadline, files: { get } };
  return { clock, context: context as unknown as ConnectContext };
}

const untilReady = { id: "UF-1", isDone: ({ status }: { status: string }) => status === "ready" };

describe("waitForFile", () => {
  it("asks ever more seldom and tells what it sees", async () => {
    const steps: string[] = [];
    const { clock, context } = createContext(["uploading", "processing", "processing", "ready"]);
    const onProgress = (step: string) => steps.push(step);
    expect(await waitForFile(context, untilReady, { onProgress })).toMatchObject({
      status: "ready",
    });
    expect(clock.sleeps).toEqual([250, 500, 1000]);
    expect(steps).toEqual(["UF-1: uploading", "UF-1: processing", "UF-1: processing"]);
  });

  it("stops at the deadline and gives the file as it is", async () => {
    const { clock, context } = createContext(["processing"], 15 * 60_000);
    expect(await waitForFile(context, untilReady, {})).toMatchObject({ status: "processing" });
    expect(clock.sleeps.reduce((sum, pause) => sum + pause, 0)).toBe(15 * 60_000);
    expect(Math.max(...clock.sleeps)).toBe(30_000);
  });

  it("does not wait for what is already there", async () => {
    const { clock, context } = createContext(["ready"]);
    await waitForFile(context, untilReady, {});
    expect(clock.sleeps).toEqual([]);
  });

  it("ends with an error of its own when the caller ends it", async () => {
    const { context } = createContext(["processing"]);
    const waiting = waitForFile(context, untilReady, { signal: AbortSignal.abort() });
    await expect(waiting).rejects.toBeInstanceOf(ChannelConnectionError);
    await expect(waiting).rejects.toThrow("getUsageFile");
  });
});
