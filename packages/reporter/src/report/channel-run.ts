import type { CallOptions, Channel, Delivery, Settlement, UsageRecord } from "@usage-billing/core";
import type { DeliveryResult } from "@usage-billing/ledger";
import { writesOfDelivery } from "../budget/writes.ts";
import { endsChannel } from "../classify-error.ts";
import type { Progress } from "../options.ts";
import type { Settings } from "../settings.ts";
import { createOutcomeWriter } from "./outcome-writer.ts";
import { createStepWriter } from "./step-writer.ts";
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

/** How the outcomes of a delivery were found. */
export interface Found {
  /** Whether the channel answered so or was asked afterwards. */
  readonly foundBy: NonNullable<DeliveryResult["foundBy"]>;
  /** Refused records that are mended and go out again. */
  readonly mended?: ReadonlyMap<string, UsageRecord>;
}

/** What the parts of one channel's report share. */
export class ChannelRun {
  readonly channel: Channel;
  readonly settings: Settings;
  readonly tally: Tally;
  readonly signal: AbortSignal;
  /** When it began: whatever was sent before was sent by a process that is gone, or by a worker that lost its claim. */
  readonly startedAt: number;
  /** Whether records came back into line that were in a delivery: they are planned anew. */
  hasReleased = false;
  readonly #ended = new AbortController();
  readonly #writer: ReturnType<typeof createOutcomeWriter>;
  readonly #steps: ReturnType<typeof createStepWriter>;
  readonly #context: RunContext;
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
    this.startedAt = settings.clock.now();
    this.#writer = createOutcomeWriter(settings.ledger);
    this.#steps = createStepWriter(settings.ledger);
    this.#context = context;
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
      total: this.#context.total,
    });
  }

  /**
   * Gives what is handed to the channel with a call. What is begun is finished, so there is no signal.
   *
   * @param delivery - The delivery that the call is about.
   * @returns The options.
   */
  callOptions(delivery: Delivery): CallOptions {
    const { beforeWrite } = this.#context;
    return {
      onProgress: (step) => this.noteStep(delivery, step),
      ...(beforeWrite === undefined ? {} : { beforeWrite }),
    };
  }

  /**
   * Keeps a step of a delivery in the ledger and tells the listener.
   *
   * @param delivery - The delivery.
   * @param step - What is done, in words.
   */
  noteStep(delivery: Delivery, step: string): void {
    this.#steps.add(delivery.id, step);
    this.tell("step", delivery, step);
  }

  /** Waits until all steps so far are durable. */
  drainSteps(): Promise<void> {
    return this.#steps.drain();
  }

  /**
   * Waits until the channel's budget has room for a delivery.
   *
   * @param delivery - The delivery.
   * @returns Whether it may be sent; not when the report ended meanwhile.
   */
  async admit(delivery: Delivery): Promise<boolean> {
    const budget = this.settings.budgets.get(this.channel.id);
    if (this.isOver || budget === undefined) return !this.isOver;
    try {
      const onWait = (milliseconds: number): void => {
        this.settings.telemetry.countWait(this.channel.id, milliseconds);
        this.tell("budget", delivery, `waits ${Math.ceil(milliseconds / 1_000)} s`);
      };
      await budget.take(writesOfDelivery(this.channel), { signal: this.signal, onWait });
    } catch (error) {
      if (!this.isOver) throw error;
    }
    return !this.isOver;
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
   * @param found - Whether the channel answered so or was asked afterwards, and which refused records
   * are mended, so that they are not over yet.
   */
  async commit(
    delivery: Delivery,
    settlements: readonly Settlement[],
    found: Found,
  ): Promise<void> {
    const { foundBy, mended } = found;
    await this.#steps.drain();
    await this.#writer.commit({ deliveryId: delivery.id, outcomes: settlements, foundBy });
    this.settings.telemetry.countOutcomes(this.channel.id, settlements);
    const records = new Map(delivery.records.map((record) => [record.recordId, record]));
    for (const outcome of settlements) {
      const record = records.get(outcome.recordId);
      if (mended?.has(outcome.recordId)) continue;
      if (outcome.status === "absent") this.hasReleased = true;
      else if (outcome.status !== "unknown" && record !== undefined)
        this.tally.add(record, outcome);
    }
    const isSettled = settlements.every(({ status }) => status !== "unknown");
    if (isSettled) {
      this.#failedInARow = 0;
      this.tally.countDelivery();
    }
    const finished = settlements.filter(
      ({ status, recordId }) => status !== "absent" && !mended?.has(recordId),
    );
    this.tally.countFinished(finished.length);
    this.tell("finished", delivery);
  }

  /**
   * Commits that a delivery did not reach the channel.
   *
   * @param delivery - The delivery.
   * @param reason - Why.
   */
  async leaveUnsent(delivery: Delivery, reason: string): Promise<void> {
    await this.#steps.drain();
    await this.settings.ledger.commitUnsent([{ deliveryId: delivery.id, reason }]);
    this.tell("unsent", delivery, reason);
  }
}
