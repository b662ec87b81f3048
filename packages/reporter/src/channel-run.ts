import type { CallOptions, Channel, Delivery, Settlement } from "@usage-billing/core";
import { endsChannel } from "./classify-error.ts";
import { createOutcomeWriter } from "./outcome-writer.ts";
import type { Progress } from "./reporter.ts";
import type { Settings } from "./settings.ts";
import { Tally } from "./tally.ts";

/** How many deliveries in a row may fail before the channel is given up, per delivery that may be on its way. */
const PATIENCE = 2;

/** What begins a channel's work. */
export interface RunContext {
  /** Ends it early. */
  readonly signal: AbortSignal;
  /** How many records are to be reported. */
  readonly total: number;
  /** Is called right before each request that changes something at the channel. */
  readonly beforeWrite?: () => void;
}

/** What the parts of one channel's report share. */
export class ChannelRun {
  readonly channel: Channel;
  readonly settings: Settings;
  readonly tally: Tally;
  readonly signal: AbortSignal;
  /** Whether records were found absent while others of their delivery were not: they are waiting again. */
  hasReleased = false;
  readonly #ended = new AbortController();
  readonly #writer: ReturnType<typeof createOutcomeWriter>;
  readonly #total: number;
  readonly #beforeWrite: (() => void) | undefined;
  #failedInARow = 0;

  /**
   * Begins a channel's report.
   *
   * @param channel - The channel.
   * @param settings - The reporter's settings.
   * @param context - The caller's signal, how many records are to be reported, and what to call before writes.
   */
  constructor(channel: Channel, settings: Settings, context: RunContext) {
    this.channel = channel;
    this.settings = settings;
    this.tally = new Tally(channel.id);
    this.signal = AbortSignal.any([context.signal, this.#ended.signal]);
    this.#writer = createOutcomeWriter(settings.ledger);
    this.#total = context.total;
    this.#beforeWrite = context.beforeWrite;
  }

  /** Whether nothing new is to be begun. */
  get isOver(): boolean {
    return this.signal.aborted;
  }

  /**
   * Tells the listener what is being done.
   *
   * @param kind - What.
   * @param delivery - The delivery that it is about.
   * @param detail - More of it, in the channel's words.
   */
  tell(kind: Progress["kind"], delivery?: Delivery, detail?: string): void {
    this.settings.onProgress({
      channel: this.channel.id,
      kind,
      ...(delivery === undefined ? {} : { deliveryId: delivery.id }),
      ...(detail === undefined ? {} : { detail }),
      finished: this.tally.finished,
      total: this.#total,
    });
  }

  /**
   * Gives what is handed to the channel with a call.
   *
   * @param delivery - The delivery that the call is about.
   * @returns The options; without a signal, because what is begun is finished.
   */
  callOptions(delivery: Delivery): CallOptions {
    const beforeWrite = this.#beforeWrite;
    return {
      onProgress: (step) => this.tell("step", delivery, step),
      ...(beforeWrite === undefined ? {} : { beforeWrite }),
    };
  }

  /**
   * Ends the channel's report with what is on its way.
   *
   * @param error - Why.
   */
  giveUp(error: unknown): void {
    this.tally.giveUp(error);
    this.#ended.abort();
  }

  /**
   * Keeps an error of one delivery, and ends the report when the next one would fare no better.
   *
   * @param error - What was thrown.
   * @param delivery - The delivery.
   */
  fail(error: unknown, delivery: Delivery): void {
    this.tally.fail(error, delivery.id);
    this.#failedInARow += 1;
    const patience = PATIENCE * this.settings.concurrency;
    if (endsChannel(error) || this.#failedInARow >= patience) this.giveUp(error);
  }

  /**
   * Commits a delivery's outcomes and counts them.
   *
   * @param delivery - The delivery.
   * @param settlements - What became of those of its records that were in doubt.
   */
  async commit(delivery: Delivery, settlements: readonly Settlement[]): Promise<void> {
    await this.#writer.commit({ deliveryId: delivery.id, outcomes: settlements });
    const records = new Map(delivery.records.map((record) => [record.recordId, record]));
    for (const outcome of settlements) {
      const record = records.get(outcome.recordId);
      if (outcome.status === "absent") this.hasReleased = true;
      else if (outcome.status !== "unknown" && record !== undefined)
        this.tally.add(record, outcome);
    }
    const isSettled = settlements.every(({ status }) => status !== "unknown");
    if (isSettled) {
      this.#failedInARow = 0;
      this.tally.countDelivery();
    }
    this.tally.countFinished(settlements.filter(({ status }) => status !== "absent").length);
    this.tell("finished", delivery);
  }

  /**
   * Commits that a delivery did not reach the channel.
   *
   * @param delivery - The delivery.
   * @param reason - Why.
   */
  async leaveUnsent(delivery: Delivery, reason: string): Promise<void> {
    await this.settings.ledger.commitUnsent([{ deliveryId: delivery.id, reason }]);
    this.tell("unsent", delivery, reason);
  }
}
