import type { Channel, Problem, Quantity, UsageRecord } from "@usage-billing/core";
import { detach } from "../input/detach.ts";
import { RecordKinds } from "./record-kinds.ts";

/** A record that breaks a rule of its channel, with what is wrong. */
export interface RefusedRecord {
  readonly record: UsageRecord;
  readonly problems: readonly Problem[];
}

/** Records and the exact sum of one meter. */
export interface MeterTotal {
  records: number;
  quantity: Quantity;
}

const KEPT_REFUSALS = 1_000;
const NO_METER = "";

/** What would go to one channel: counts and exact sums, in memory that does not grow with the records. */
export class ChannelPlan {
  /** How many records can be sent. */
  records = 0;
  /** Records and sums by meter; the empty name stands for records without one. */
  readonly meters: Map<string, MeterTotal> = new Map();
  readonly #channel: Channel;
  readonly #sizes = new Map<string, number>();
  readonly #kinds = new RecordKinds();

  /**
   * Makes an empty plan.
   *
   * @param channel - The channel that the records go to.
   */
  constructor(channel: Channel) {
    this.#channel = channel;
  }

  /** How many deliveries the records make. */
  get deliveries(): number {
    const { maximumRecords } = this.#channel.capabilities.batch;
    if (maximumRecords === 1) return this.records;
    let deliveries = 0;
    for (const size of this.#sizes.values()) deliveries += Math.ceil(size / maximumRecords);
    return deliveries;
  }

  /**
   * Counts a record.
   *
   * @param record - A record without problems.
   */
  add(record: UsageRecord): void {
    this.records += 1;
    this.#addToMeter(record);
    if (this.#channel.capabilities.batch.maximumRecords === 1) return;
    const key = this.#channel.deliveryKey(record);
    const size = this.#sizes.get(key);
    this.#sizes.set(size === undefined ? detach(key) : key, (size ?? 0) + 1);
    if (this.#channel.capabilities.batch.shape === "file") this.#kinds.add(key, record);
  }

  /**
   * Counts a record no more.
   *
   * @param record - A record that was counted.
   */
  remove(record: UsageRecord): void {
    const { meter = NO_METER, quantity } = record;
    const total = this.meters.get(meter);
    if (total === undefined) return;
    this.records -= 1;
    total.records -= 1;
    total.quantity = total.quantity.minus(quantity);
    if (total.records === 0) this.meters.delete(meter);
    const key = this.#channel.deliveryKey(record);
    const size = this.#sizes.get(key);
    if (size !== undefined) this.#sizes.set(key, size - 1);
  }

  /**
   * Finds the files whose records may not all go together.
   *
   * @returns Their delivery keys.
   */
  findMixed(): ReadonlySet<string> {
    return this.#kinds.findMixed(this.#channel);
  }

  #addToMeter({ meter = NO_METER, quantity }: UsageRecord): void {
    const total = this.meters.get(meter);
    if (total === undefined) {
      this.meters.set(detach(meter), { records: 1, quantity });
      return;
    }
    total.records += 1;
    total.quantity = total.quantity.plus(quantity);
  }
}

/** What would be sent from the input, channel by channel, and what cannot be. */
export class InputPlan {
  /** The plan of each channel that any record names. */
  readonly channels: Map<string, ChannelPlan> = new Map();
  /** The first records that break a rule of their channel. */
  readonly refused: RefusedRecord[] = [];
  /** How many records break a rule of their channel. */
  refusedCount = 0;
  /** How many records belong to channels that were not asked for. */
  skipped = 0;
  readonly #channels: ReadonlyMap<string, Channel>;

  /**
   * Makes an empty plan.
   *
   * @param channels - The channels to send to, by id.
   */
  constructor(channels: ReadonlyMap<string, Channel>) {
    this.#channels = channels;
  }

  /**
   * Checks a record and counts it.
   *
   * @param record - The record.
   * @returns Whether the record can be sent.
   */
  add(record: UsageRecord): boolean {
    const channel = this.#channels.get(record.channel);
    if (channel === undefined) {
      this.skipped += 1;
      return false;
    }
    const problems = channel.check(record);
    if (problems.length === 0) {
      this.#planOf(record.channel, channel).add(record);
      return true;
    }
    this.#keep({ record, problems });
    return false;
  }

  /**
   * Takes out a record that cannot go beside others.
   *
   * @param record - A record that was counted.
   * @param problems - What is wrong with it.
   */
  refuse(record: UsageRecord, problems: readonly Problem[]): void {
    this.channels.get(record.channel)?.remove(record);
    this.#keep({ record, problems });
  }

  #keep(refused: RefusedRecord): void {
    this.refusedCount += 1;
    if (this.refused.length < KEPT_REFUSALS) this.refused.push(refused);
  }

  #planOf(id: string, channel: Channel): ChannelPlan {
    const known = this.channels.get(id);
    if (known !== undefined) return known;
    const plan = new ChannelPlan(channel);
    this.channels.set(detach(id), plan);
    return plan;
  }
}
