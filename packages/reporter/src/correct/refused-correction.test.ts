import { Quantity } from "@usage-billing/core";
import type { LedgerRecord } from "@usage-billing/ledger";
import { describe, expect, it } from "vitest";
import { type CrashPoint, createDoomedProcess } from "../__fixtures__/crash.ts";
import {
  createFakeChannel,
  type FakeChannel,
  type FakeOptions,
} from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { Reporter } from "../reporter.ts";
import type { CorrectionChange } from "./correction-types.ts";

/** A correction that comes to nothing while the channel keeps the record, and what makes it so. */
interface Refused {
  readonly options?: FakeOptions;
  readonly change: CorrectionChange;
  readonly arrange: (channel: FakeChannel) => void;
}

const raise = { quantity: Quantity.parse("17") };
const grounds = { reason: "metered twice", by: "Ada" };

function refuse(channel: FakeChannel): void {
  const problem = { rule: "no", field: "quantity", message: "not that" };
  channel.correct = async (_sent, { recordId }) => ({ status: "refused", recordId, problem });
}

function loseOnTheWay(channel: FakeChannel): void {
  channel.changeFaults.push("lost-before");
}

const REFUSED: Readonly<Record<string, Refused>> = {
  "the channel refuses": { change: raise, arrange: refuse },
  "the channel refuses with a whole file": {
    ...{ options: { isUploadedAgain: true }, change: raise, arrange: refuse },
  },
  "it is lost on its way": { change: raise, arrange: loseOnTheWay },
  "it moves a record that stays": {
    ...{ change: { period: { start: 5, end: 3_600_005 } }, arrange: loseOnTheWay },
  },
};

function createProcess(
  storage: TemporaryLedger,
  channel: FakeChannel,
  point?: CrashPoint,
): { readonly reporter: Reporter } & ReturnType<typeof createDoomedProcess> {
  const doomed = createDoomedProcess(storage.ledger, channel, point);
  const channels = new Map([[channel.id, doomed.channel]]);
  const { ledger } = doomed;
  return { ...doomed, reporter: createReporter({ channels, ledger, clock: createFakeClock() }) };
}

async function list(storage: TemporaryLedger): Promise<LedgerRecord[]> {
  return Array.fromAsync(storage.ledger.records());
}

function stateOf(records: readonly LedgerRecord[], recordId: string): string | undefined {
  return records.find(({ record }) => record.recordId === recordId)?.state;
}

/** Lets a process correct that may die at a point, and runs another one afterwards. */
async function play({ options, change, arrange }: Refused, point?: CrashPoint): Promise<number> {
  const storage = createTemporaryLedger();
  const channel = createFakeChannel(options);
  try {
    const { reporter } = createProcess(storage, channel);
    await reporter.takeIn([usageRecord({ recordId: "a" })]);
    await reporter.report();
    arrange(channel);
    const doomed = createProcess(storage, channel, point);
    const work = doomed.reporter.correct("a", change, grounds).catch(() => undefined);
    await Promise.race([work, doomed.death]);
    await storage.reopen();
    const next = createProcess(storage, channel);
    await next.reporter.report();
    if (stateOf(await list(storage), "a") === "correcting") {
      arrange(channel);
      await next.reporter.correct("a", change, grounds).catch(() => undefined);
    }
    const [first, ...attempts] = await list(storage);
    expect([first?.record.recordId, first?.state]).toEqual(["a", "accepted"]);
    expect(attempts.map(({ state }) => state)).toEqual(attempts.map(() => "dismissed"));
    expect(channel.holdings.map(({ record }) => record.recordId)).toEqual(["a"]);
    return doomed.steps();
  } finally {
    await storage.remove();
  }
}

describe("a correction that comes to nothing", () => {
  it.each(Object.entries(REFUSED))(
    "because %s leaves nothing open, wherever its process dies",
    async (_name, refused) => {
      const steps = await play(refused);
      expect(steps).toBeGreaterThan(2);
      for (let step = 1; step <= steps; step += 1) {
        await play(refused, { step, when: "before" });
        await play(refused, { step, when: "after" });
      }
    },
  );
});
