import { AuthenticationError, Quantity, UnsupportedOperationError } from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeChannel, type FakeChannel } from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { Reporter } from "../reporter.ts";

let storage: TemporaryLedger;
let channel: FakeChannel;
let reporter: Reporter;
const replacement = usageRecord({ recordId: "a2", quantity: Quantity.parse("7") });
const tooLate = new UnsupportedOperationError("the distributor has it");

beforeEach(async () => {
  storage = createTemporaryLedger();
  channel = createFakeChannel({ isUploadedAgain: true });
  const channels = new Map([[channel.id, channel]]);
  reporter = createReporter({ channels, ledger: storage.ledger, clock: createFakeClock() });
  await reporter.takeIn(["a", "b"].map((recordId) => usageRecord({ recordId })));
  await reporter.report();
});
afterEach(() => storage.remove());

async function statesOf(...ids: readonly string[]): Promise<unknown> {
  return Promise.all(ids.map(async (id) => (await storage.ledger.record(id))?.state));
}

describe("a change at a channel that uploads everything again", () => {
  it("is called again when its answer was lost, and never read back", async () => {
    channel.changeFaults.push("lost-after", "lost-before");
    await reporter.retract("a");
    channel.changeFaults.push("lost-before", "lost-after");
    expect(await reporter.correct("b", { ...replacement, recordId: "b2" })).toMatchObject({
      status: "accepted",
    });
    expect(await statesOf("a", "b")).toEqual(["retracted", "corrected"]);
    expect(channel.readBacks).toBe(0);
  });

  it("keeps the record when the channel says so after a lost answer", async () => {
    const { retract } = channel;
    channel.changeFaults.push("lost-before");
    channel.retract = async (...values) => {
      channel.retract = async () => {
        throw tooLate;
      };
      return retract(...values);
    };
    await expect(reporter.retract("a")).rejects.toBe(tooLate);
    expect(await statesOf("a")).toEqual(["accepted"]);
  });

  it("stays open when nobody can tell, and is finished later", async () => {
    const answer = { channel: "fake", operation: "upload", detail: "no", isWrite: true };
    const { retract } = channel;
    channel.retract = async () => {
      throw new AuthenticationError({ ...answer, status: 401 });
    };
    await expect(reporter.retract("a")).rejects.toBeInstanceOf(AuthenticationError);
    expect(await statesOf("a")).toEqual(["retracting"]);
    channel.retract = retract;
    await reporter.retract("a");
    expect(await statesOf("a")).toEqual(["retracted"]);
  });

  it("leaves the first version when the replacement is refused, or comes too late", async () => {
    const { correct } = channel;
    const problem = { rule: "row-refused", field: "quantity", message: "too much" };
    channel.correct = async (_sent, { recordId }) => ({ status: "refused", recordId, problem });
    expect(await reporter.correct("a", replacement)).toMatchObject({ status: "refused", problem });
    expect(await statesOf("a", "a2")).toEqual(["accepted", "refused"]);
    channel.correct = async () => {
      throw tooLate;
    };
    await expect(reporter.correct("a", replacement)).rejects.toBe(tooLate);
    expect(await statesOf("a", "a2")).toEqual(["accepted", "refused"]);
    channel.correct = correct;
    await reporter.correct("a", replacement);
    expect(await statesOf("a", "a2")).toEqual(["corrected", "accepted"]);
  });

  it("is unknown while the channel cannot tell how a correction ended", async () => {
    const { correct } = channel;
    channel.correct = async (_sent, { recordId }) => {
      const reason = "it is processing";
      return { status: "unknown", recordId, reason };
    };
    expect(await reporter.correct("a", replacement)).toMatchObject({ status: "unknown" });
    expect(await statesOf("a", "a2")).toEqual(["correcting", "replacing"]);
    channel.correct = correct;
    await reporter.correct("a", replacement);
    expect(await statesOf("a", "a2")).toEqual(["corrected", "accepted"]);
  });
});
