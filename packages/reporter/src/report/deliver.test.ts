import { ChannelConnectionError, type Delivery } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeChannel, type FakeChannel } from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecords } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { Reporter } from "../reporter.ts";

let storage: TemporaryLedger;
let channel: FakeChannel;
let reporter: Reporter;

beforeEach(async () => {
  storage = createTemporaryLedger();
  channel = createFakeChannel({ maximumRecords: 3 });
  reporter = makeReporter(channel);
  await reporter.takeIn(usageRecords(3));
});

afterEach(() => storage.remove());

function makeReporter(used: FakeChannel): Reporter {
  const { ledger } = storage;
  const channels = new Map([[used.id, used]]);
  return createReporter({ channels, ledger, clock: createFakeClock() });
}

async function planOne(): Promise<Delivery> {
  await reporter.plan("fake");
  const [open] = await Array.fromAsync(storage.ledger.openDeliveries("fake"));
  if (open === undefined) throw new Error("nothing was planned");
  return open.delivery;
}

describe("planning", () => {
  it("commits intents and sends nothing", async () => {
    expect(await reporter.plan("fake")).toBe(2);
    expect(channel.sent).toEqual([]);
    const sums = await storage.ledger.sums();
    expect(sums.map(({ state, count }) => [state, count])).toEqual([["sending", 3]]);
    expect(await reporter.plan("fake")).toBe(0);
  });

  it("commits the intents of many keys at once, because none of them waits to be sent", async () => {
    const records = usageRecords(600).map((record, index) => {
      return { ...record, recordId: `many${index}`, subscription: `sub_${index}` };
    });
    await reporter.takeIn(records);
    const sizes: number[] = [];
    const { ledger } = storage;
    const counting: Ledger = {
      ...ledger,
      commitIntents: (deliveries) => {
        sizes.push(deliveries.length);
        return ledger.commitIntents(deliveries);
      },
    };
    expect(await reporter.plan("fake", { ledger: counting })).toBe(602);
    expect(sizes).toEqual([500, 102]);
  });

  it("knows its channels", async () => {
    await expect(reporter.plan("other")).rejects.toMatchObject({ code: "MISSING_CONFIGURATION" });
  });
});

describe("delivering", () => {
  it("sends a delivery that is claimed for the first time, without reading back", async () => {
    const { id } = await planOne();
    expect(await reporter.deliver(id, { isFirstClaim: true })).toEqual({
      channel: "fake",
      state: "settled",
    });
    expect(channel.sent.map((sent) => sent.id)).toEqual([id]);
    expect(channel.readBacks).toBe(0);
  });

  it("reads back before it sends what another worker may have sent", async () => {
    const delivery = await planOne();
    await channel.send(delivery);
    expect(await reporter.deliver(delivery.id)).toEqual({ channel: "fake", state: "settled" });
    expect(channel.sent).toHaveLength(1);
    expect(channel.readBacks).toBe(1);
  });

  it("does nothing for a settled delivery", async () => {
    const { id } = await planOne();
    await reporter.deliver(id, { isFirstClaim: true });
    await reporter.deliver(id, { isFirstClaim: true });
    expect(channel.sent).toHaveLength(1);
  });

  it("says where a delivery stands that did not reach the channel, and sends it the next time", async () => {
    const { id } = await planOne();
    channel.faults.push("refused-connection");
    const result = await reporter.deliver(id, { isFirstClaim: true });
    expect(result.state).toBe("unsent");
    expect(result.error).toBeInstanceOf(ChannelConnectionError);
    expect(await reporter.deliver(id)).toEqual({ channel: "fake", state: "settled" });
    expect((await storage.ledger.delivery(id))?.attempts).toBe(2);
  });

  it("hands the worker's check to the channel", async () => {
    let checks = 0;
    const asking = createFakeChannel({ maximumRecords: 3 });
    const { send } = asking;
    asking.send = (delivery, options) => {
      options?.beforeWrite?.();
      return send(delivery, options);
    };
    const { id } = await planOne();
    const beforeWrite = () => {
      checks += 1;
    };
    await makeReporter(asking).deliver(id, { isFirstClaim: true, beforeWrite });
    expect(checks).toBe(1);
  });

  it("begins nothing when its signal has ended", async () => {
    const { id } = await planOne();
    const result = await reporter.deliver(id, { isFirstClaim: true, signal: AbortSignal.abort() });
    expect(result).toEqual({ channel: "fake", state: "sending" });
    expect(channel.sent).toEqual([]);
  });

  it("knows only what was planned", async () => {
    await expect(reporter.deliver("nothing")).rejects.toThrow("has to be planned first");
  });
});
