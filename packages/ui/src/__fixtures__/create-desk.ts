import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  formatInstant,
  InvalidPeriodError,
  parseInstant,
  Quantity,
  UsageBillingError,
  type UsageRecord,
} from "@usage-billing/core";
import { type Ledger, openLedger } from "@usage-billing/ledger";
import { type Clock, createReporter } from "@usage-billing/reporter";
import type { UiDesk } from "../options.ts";
import { createShelf, type Shelf } from "./create-shelf.ts";

/** A desk on a ledger of its own. */
export interface TestDesk extends UiDesk {
  readonly ledger: Ledger;
  readonly shelf: Shelf;
  /** What went wrong inside. */
  readonly errors: unknown[];
  /** Makes the ledger fail to open with this, until it is taken away. */
  broken?: Error;
  /** Takes records in and reports them. */
  report(...records: readonly UsageRecord[]): Promise<void>;
  remove(): Promise<void>;
}

const OCTOBER = Date.UTC(2026, 9, 1);
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 9, 20, 12);

/**
 * Makes a record of a day in October 2026.
 *
 * @param recordId - Its id.
 * @param rest - What is not as usual.
 * @returns The record.
 */
export function usage(recordId: string, rest: Partial<UsageRecord> = {}): UsageRecord {
  const { subscription = "open-1" } = rest;
  const quantity = Quantity.parse("12.5");
  const period = { start: OCTOBER, end: OCTOBER + DAY };
  return { recordId, channel: "shelf", meter: "calls", quantity, period, ...rest, subscription };
}

/**
 * Makes a day's usage of every kind: taken, refused, in doubt, and under way.
 *
 * @returns The records; those of `closed-…` are refused, those of `doubtful-…` are ambiguous.
 */
function sampleUsage(): readonly UsageRecord[] {
  return [
    usage("taken-1"),
    usage("taken-2", { subscription: "open-2", quantity: Quantity.parse("0.125") }),
    usage("refused-1", { subscription: "closed-1" }),
    usage("refused-2", { subscription: "closed-2" }),
    usage("refused/3 <i>", { subscription: "closed-3" }),
    usage("doubt-1", { subscription: "doubtful-1" }),
  ];
}

/** Time that passes only when somebody waits. */
function createClock(): Clock {
  let now = NOW;
  const sleep = async (milliseconds: number): Promise<void> => {
    now += milliseconds;
  };
  return { now: () => now, sleep };
}

async function beginDelivery(ledger: Ledger): Promise<void> {
  const record = usage("flying-1", { subscription: "open-9" });
  await ledger.takeIn([{ record, deliveryKey: "open-9" }]);
  const body = new TextEncoder().encode("{}");
  await ledger.commitIntents([
    { id: "delivery-9", channel: "shelf", key: "open-9", records: [record], body },
  ]);
}

/**
 * Makes a desk whose ledger has a day's usage of every kind.
 *
 * @param records - What is reported; a few of every kind when left out.
 * @returns The desk; remove it in the end.
 */
export async function createTestDesk(
  records: readonly UsageRecord[] = sampleUsage(),
): Promise<TestDesk> {
  const folder = mkdtempSync(join(tmpdir(), "usage-billing-ui-"));
  const ledger = openLedger(join(folder, "ledger.db"), { now: () => NOW });
  const shelf = createShelf();
  const channels = new Map([[shelf.id, shelf]]);
  const reporter = createReporter({ channels, ledger, clock: createClock() });
  const desk: TestDesk = {
    ledger,
    shelf,
    errors: [],
    use: async (work) => {
      if (desk.broken !== undefined) throw desk.broken;
      return work(ledger);
    },
    isShared: false,
    channels: ["shelf"],
    planner: () => reporter,
    reporter: () => reporter,
    check: (record) => shelf.check(record),
    explain: async (_, { record, state }) => ({
      meaning: `it is ${state}.`,
      next: "Mend it.",
      parts: [{ title: "Read from", lines: ["usage.csv:7"] }],
      history: [{ at: formatInstant(NOW), words: `taken in, quantity ${record.quantity}` }],
      commands: [`usage-billing explain ${record.recordId}`],
    }),
    parsePeriod: (text) => {
      const [start, end] = text.split("/");
      if (start === undefined || end === undefined)
        throw new InvalidPeriodError(text, "is no period");
      return { start: parseInstant(start), end: parseInstant(end) };
    },
    describeFailure: (error) =>
      UsageBillingError.isInstance(error)
        ? { message: error.message, isPassing: error.retryable }
        : undefined,
    source: "tests",
    by: "Ada",
    now: () => NOW,
    onError: (error) => desk.errors.push(error),
    report: async (...more) => {
      await reporter.takeIn(more);
      await reporter.report();
    },
    remove: async () => {
      await ledger.close();
      rmSync(folder, { recursive: true });
    },
  };
  await desk.report(...records);
  await beginDelivery(ledger);
  return desk;
}
