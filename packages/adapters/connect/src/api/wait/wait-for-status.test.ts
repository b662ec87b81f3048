import { ChannelConnectionError, UnsupportedOperationError } from "@usage-billing/core";
import { createFakeClock } from "@usage-billing/http/testing";
import { describe, expect, it } from "vitest";
import { fileLifecycle } from "../../lifecycle/file-lifecycle.ts";
import { type StatusWait, waitForStatus } from "./wait-for-status.ts";

interface Shown {
  readonly status: string;
}

/** An item that shows one state after the other, and the last one for ever. */
function open(shown: readonly string[]) {
  const clock = createFakeClock();
  let reads = 0;
  const read = async (): Promise<Shown> => {
    reads += 1;
    return { status: shown[Math.min(reads, shown.length) - 1] ?? "" };
  };
  const settings = { channel: "connect", clock, timeout: 1000, secrets: [] };
  const wait = (statuses: readonly string[], more: Partial<StatusWait<Shown>> = {}) =>
    waitForStatus(
      settings,
      {
        id: "UF-1",
        what: "usage file",
        operation: "getUsageFile",
        lifecycle: fileLifecycle,
        deadEnds: ["invalid", "rejected"],
        explain: () => undefined,
        read,
        statuses,
        ...more,
      },
      { deadline: 60_000 },
    );
  const waited = () => clock.sleeps.reduce((sum, pause) => sum + pause, 0);
  return { wait, waited };
}

describe("waitForStatus", () => {
  it("gives the item in the state that is waited for", async () => {
    const { wait } = open(["uploading", "processing", "ready"]);
    expect(await wait(["ready", "invalid"])).toEqual({ status: "ready" });
  });

  it("ends at once when the item comes into a dead end meanwhile, and says why", async () => {
    const { wait, waited } = open(["processing", "invalid"]);
    const failed = wait(["ready"], { explain: ({ status }) => `it is ${status}` });
    await expect(failed).rejects.toThrow(
      new UnsupportedOperationError(
        "usage file UF-1 is invalid, not ready, and stays so by itself: it is invalid",
      ),
    );
    expect(waited()).toBe(250);
  });

  it("ends within seconds when the item was in a dead end all the time", async () => {
    const { wait, waited } = open(["rejected"]);
    await expect(wait(["accepted"])).rejects.toThrow(/rejected, not accepted, and stays so/);
    expect(waited()).toBeLessThan(10_000);
  });

  it("goes on when a dead end was only what a read that lags behind told", async () => {
    const { wait } = open(["invalid", "invalid", "invalid", "uploading", "ready"]);
    expect(await wait(["ready"])).toEqual({ status: "ready" });
  });

  it("waits in a dead end when that is what is asked for", async () => {
    const { wait } = open([...Array.from({ length: 6 }, () => "invalid"), "uploading", "ready"]);
    expect(await wait(["ready"], { deadEnds: [] })).toEqual({ status: "ready" });
  });

  it("ends at once when the item is past the state", async () => {
    const { wait, waited } = open(["closed"]);
    await expect(wait(["pending"])).rejects.toThrow("closed, not pending, and never will be");
    expect(waited()).toBe(0);
  });

  it("waits for a word that nobody knows, up to the deadline", async () => {
    const { wait, waited } = open(["archived"]);
    const failed = wait(["ready"]);
    await expect(failed).rejects.toBeInstanceOf(ChannelConnectionError);
    await expect(failed).rejects.toThrow("UF-1 is archived, not ready, after 60 s");
    expect(waited()).toBe(60_000);
  });

  it("asks ever more seldom, at least every 30 seconds, and says each time what it saw", async () => {
    const clock = createFakeClock();
    const seen: string[] = [];
    const wait = {
      id: "UF-1",
      what: "usage file",
      operation: "getUsageFile",
      lifecycle: fileLifecycle,
      deadEnds: [],
      explain: () => undefined,
      read: async () => ({ status: "processing" }),
      statuses: ["ready"],
    } as const;
    const settings = { channel: "connect", clock, timeout: 1000, secrets: [] };
    const options = { onProgress: (step: string) => seen.push(step) };
    await expect(waitForStatus(settings, wait, options)).rejects.toMatchObject({
      message: "connect gave no answer to getUsageFile: UF-1 is processing, not ready, after 900 s",
      outcomeUnknown: false,
    });
    expect(clock.sleeps.slice(0, 9)).toEqual([
      250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
    expect(clock.sleeps.reduce((sum, pause) => sum + pause, 0)).toBe(900_000);
    expect(seen).toEqual(clock.sleeps.map(() => "UF-1: processing"));
    const ended = waitForStatus(settings, wait, { signal: AbortSignal.abort() });
    await expect(ended).rejects.toMatchObject({
      message: "connect gave no answer to getUsageFile: the call was ended",
      outcomeUnknown: false,
    });
  });

  it("waits for any of several states, of which nobody may know one", async () => {
    const { wait } = open(["closed"]);
    await expect(wait(["pending", "archived"])).rejects.toThrow(
      "UF-1 is closed, not pending or archived, after 60 s",
    );
  });
});
