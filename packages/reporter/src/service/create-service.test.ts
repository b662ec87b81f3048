import { AuthenticationError } from "@usage-billing/core";
import { LedgerError } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeChannel } from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecords } from "../__fixtures__/usage-record.ts";
import type { Clock } from "../clock.ts";
import { createReporter } from "../create-reporter.ts";
import type { Reporter } from "../reporter.ts";
import { createService } from "./create-service.ts";
import type { DeliveryClaim, ServiceEvent, ServiceOptions, SharedWork } from "./service.ts";

let storage: TemporaryLedger;
const up = createFakeChannel({ id: "up" });
const down = createFakeChannel({ id: "down" });

beforeEach(() => {
  storage = createTemporaryLedger();
});
afterEach(() => storage.remove());

function reporterOf(): Reporter {
  const channels = new Map([up, down].map((channel) => [channel.id, channel]));
  return createReporter({ channels, ledger: storage.ledger, clock: createFakeClock() });
}

/** Runs a service until an event, and gives all that it told. */
async function runUntil(
  options: Partial<ServiceOptions> & Pick<ServiceOptions, "reporter" | "channels">,
  isEnd: (event: ServiceEvent, all: readonly ServiceEvent[]) => boolean,
): Promise<readonly ServiceEvent[]> {
  const events: ServiceEvent[] = [];
  const service = createService({
    clock: createYieldingClock(),
    random: () => 1,
    followInterval: Number.POSITIVE_INFINITY,
    ...options,
    onEvent: (event) => {
      events.push(event);
      if (isEnd(event, events)) void service.stop();
    },
  });
  service.start();
  await service.finished;
  expect(service.state().phase).toBe("stopped");
  return events;
}

/** A clock that lets the others go on at every sleep, as a real one does. */
function createYieldingClock(): Clock {
  const clock = createFakeClock();
  return {
    now: clock.now,
    sleep: async (ms, signal) => {
      await clock.sleep(ms, signal);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const isWait = (event: ServiceEvent): boolean => event.kind === "waiting";

describe("a service with a ledger of its own", () => {
  it("reports again and again until it is stopped", async () => {
    const reporter = reporterOf();
    await reporter.takeIn(usageRecords(3, "up"));
    const events = await runUntil(
      { reporter, channels: ["up"], interval: 30_000 },
      (_event, all) => all.filter(isWait).length === 2,
    );
    const wait = { kind: "waiting", channel: "up", reason: "interval", milliseconds: 30_000 };
    expect(events.map(({ kind }) => kind)).toEqual(["reported", "waiting", "reported", "waiting"]);
    expect(events.filter(isWait)).toEqual([wait, wait]);
    expect(up.holdings).toHaveLength(3);
  });

  it("leaves a channel alone that fails, longer each time, while the other goes on", async () => {
    const reporter = reporterOf();
    await reporter.takeIn([...usageRecords(2, "down"), ...usageRecords(1, "up")]);
    down.faults.push("unauthenticated", "unauthenticated", "unauthenticated", "unauthenticated");
    const isDownWait = (event: ServiceEvent): boolean =>
      event.kind === "waiting" && event.channel === "down";
    const events = await runUntil(
      { reporter, channels: ["down", "up"] },
      (_event, all) => all.filter(isDownWait).length === 3,
    );
    const waits = events.filter(isDownWait);
    expect(waits.map((event) => event.kind === "waiting" && event.milliseconds)).toEqual([
      5_000, 10_000, 20_000,
    ]);
    expect(events).toContainEqual(expect.objectContaining({ kind: "reported", channel: "up" }));
  });

  it("follows a channel in turns, and reports again only after the last", async () => {
    const reporter = reporterOf();
    await reporter.takeIn(usageRecords(3, "up"));
    const events = await runUntil(
      { reporter, channels: ["up"], followInterval: 0, followTurn: 0 },
      isWait,
    );
    expect(
      events.map((event) => [event.kind, "summary" in event && "next" in event.summary]),
    ).toEqual([
      ["reported", false],
      ["followed", true],
      ["followed", true],
      ["followed", false],
      ["waiting", false],
    ]);
  });

  it("tells how it stands with its channels", async () => {
    const reporter = reporterOf();
    await reporter.takeIn(usageRecords(1, "down"));
    down.faults.push("unauthenticated");
    const service = createService({
      reporter,
      channels: ["down"],
      followInterval: Number.POSITIVE_INFINITY,
      clock: createFakeClock(),
      onEvent: () => void service.stop(),
    });
    expect(service.state()).toEqual({
      phase: "idle",
      channels: [{ channel: "down", failures: 0 }],
    });
    service.start();
    await service.finished;
    const [state] = service.state().channels;
    expect(state).toMatchObject({ channel: "down", failures: 1 });
    expect(state?.error).toBeInstanceOf(AuthenticationError);
  });

  it("ends, and says why, when the ledger cannot be used", async () => {
    const reporter = reporterOf();
    await storage.ledger.close();
    const service = createService({ reporter, channels: ["up"], clock: createFakeClock() });
    service.start();
    await expect(service.finished).rejects.toBeInstanceOf(LedgerError);
    expect(service.state().phase).toBe("failed");
    expect(service.state().error).toBeInstanceOf(LedgerError);
  });

  it("can be stopped before it was started", async () => {
    const service = createService({ reporter: reporterOf(), channels: ["up"] });
    await service.stop();
    service.start();
    expect(service.state().phase).toBe("stopped");
  });
});

describe("a service that shares a ledger", () => {
  /** Hands out one planning and then each delivery that is open, once. */
  function createWork(): SharedWork {
    return {
      runWorker: async ({ channels, plan, deliver, signal }) => {
        const { ledger } = storage;
        for (const channel of channels) {
          await plan(channel, { ledger, signal });
          for await (const { delivery } of ledger.openDeliveries(channel)) {
            const beforeWrite = (): void => undefined;
            const claim = { deliveryId: delivery.id, isFirstClaim: true, ledger, signal };
            await deliver({ ...claim, beforeWrite });
          }
        }
      },
    };
  }

  it("works on what it is handed", async () => {
    const reporter = reporterOf();
    const before = up.holdings.length;
    await reporter.takeIn(usageRecords(2, "up"));
    const events = await runUntil(
      { reporter, channels: ["up"], shared: createWork() },
      () => false,
    );
    expect(events.map((event) => [event.kind, "state" in event && event.state])).toEqual([
      ["planned", false],
      ["delivered", "settled"],
      ["delivered", "settled"],
    ]);
    expect(up.holdings).toHaveLength(before + 2);
  });

  it("counts what fails side by side as one failure", async () => {
    const reporter = reporterOf();
    await reporter.takeIn(usageRecords(2, "down"));
    down.faults.push("refused-connection", "refused-connection");
    const work = createWork();
    const { promise: bothWait, resolve } = Promise.withResolvers<void>();
    const sideBySide: SharedWork = {
      runWorker: (options) => {
        const deliveries: Promise<unknown>[] = [];
        const deliver = async (claim: DeliveryClaim): Promise<void> => {
          deliveries.push(options.deliver(claim));
        };
        return work.runWorker({ ...options, deliver }).then(async () => {
          await Promise.all(deliveries);
        });
      },
    };
    const waits: number[] = [];
    const service = createService({
      reporter,
      channels: ["down"],
      shared: sideBySide,
      random: () => 1,
      followInterval: Number.POSITIVE_INFINITY,
      clock: { now: Date.now, sleep: () => bothWait },
      onEvent: (event) => {
        if (event.kind === "waiting") waits.push(event.milliseconds);
        if (waits.length === 2) resolve();
      },
    });
    service.start();
    await service.finished;
    expect(waits).toEqual([5_000, 5_000]);
  });

  it("holds back what failed before it gives it back", async () => {
    const reporter = reporterOf();
    await reporter.takeIn(usageRecords(1, "down"));
    down.faults.push("refused-connection");
    const events = await runUntil(
      { reporter, channels: ["down"], shared: createWork() },
      () => false,
    );
    expect(events.at(-2)).toMatchObject({ kind: "delivered", state: "unsent" });
    expect(events.at(-1)).toEqual({
      ...{ kind: "waiting", channel: "down", reason: "back-off", milliseconds: 5_000 },
    });
  });
});
