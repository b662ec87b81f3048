import { hash } from "node:crypto";
import { type Delivery, deriveDeliveryId, Quantity, type UsageRecord } from "@usage-billing/core";
import type { DeliveryResult, Intake } from "@usage-billing/ledger";

const HOURS = 500;
const HOUR = 3_600_000;
const OCTOBER = Date.UTC(2026, 9, 1);
const QUANTITY = Quantity.parse("12.345");

/**
 * Makes a record with an id like the ones that are derived from facts: 32 random hexadecimal digits.
 * One subscription follows the other, 500 hours of each.
 *
 * @param at - Its number.
 * @returns The record.
 */
function sampleRecord(at: number): UsageRecord {
  const start = OCTOBER + (at % HOURS) * HOUR;
  return {
    recordId: hash("sha256", `record ${at}`, "hex").slice(0, 32),
    channel: "rebilly",
    subscription: `sub_${Math.floor(at / HOURS)}`,
    meter: "calls",
    quantity: QUANTITY,
    period: { start, end: start + HOUR },
    description: `Nutzung für Größe ${at}`,
  };
}

/** Makes a batch to take in. */
export function sampleIntakes(from: number, count: number): Intake[] {
  return Array.from({ length: count }, (_, index) => {
    const record = sampleRecord(from + index);
    return { record, deliveryKey: record.subscription };
  });
}

/** Makes deliveries of so many records each. */
export function sampleDeliveries(from: number, count: number, size: number): Delivery[] {
  return Array.from({ length: count / size }, (_, index) => {
    const first = from + index * size;
    const records = Array.from({ length: size }, (__, offset) => sampleRecord(first + offset));
    const ids = records.map(({ recordId }) => recordId);
    const key = records[0]?.subscription ?? "";
    const body = Buffer.from(
      JSON.stringify(ids.map((id) => ({ quantity: "12.345", note: id, subscriptionId: key }))),
    );
    return { id: deriveDeliveryId("rebilly", key, ids), channel: "rebilly", key, records, body };
  });
}

/** Makes the outcomes of deliveries: all accepted. */
export function sampleResults(deliveries: readonly Delivery[]): DeliveryResult[] {
  return deliveries.map(({ id: deliveryId, records }) => ({
    deliveryId,
    outcomes: records.map(({ recordId }) => ({
      ...({ status: "accepted", recordId, reference: `usage_${recordId}` } as const),
    })),
  }));
}

/** Runs something and adds up the time that it took, and the processor time of this process. */
export class Stopwatch {
  milliseconds = 0;
  #processor = 0;

  async time<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    const [started, before] = [performance.now(), process.cpuUsage()];
    try {
      return await work();
    } finally {
      this.milliseconds += performance.now() - started;
      const { user, system } = process.cpuUsage(before);
      this.#processor += user + system;
    }
  }

  /** How many there were in a second. */
  rateOf(count: number): number {
    return count / (this.milliseconds / 1_000);
  }

  /** How many microseconds this process's processors worked for each. */
  processorOf(count: number): number {
    return this.#processor / count;
  }
}
