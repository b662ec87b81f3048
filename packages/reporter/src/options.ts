import type { Channel, Problem, UsageRecord, WriteBudget } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import type { Clock } from "./clock.ts";
import type { ReporterMemory } from "./follow/reporter-memory.ts";
import type { TelemetryOptions } from "./telemetry/telemetry.ts";

/**
 * What becomes of records that a channel refused only because of others in the same delivery:
 * `drop-named-rows` sends them without those, `keep-file` leaves them refused with the others.
 */
export type RefusedFilePolicy = "drop-named-rows" | "keep-file";

/**
 * Mends a record that a channel refused.
 *
 * @param record - The record as it was sent.
 * @param problem - Why it was refused.
 * @returns The record as it should be sent, with the same id; `undefined` leaves it refused.
 */
export type Repair = (record: UsageRecord, problem: Problem) => UsageRecord | undefined;

/** What a reporter works with. */
export interface ReporterOptions {
  /** The channels by the id that usage records name. */
  readonly channels: ReadonlyMap<string, Channel>;
  /** Where intents and outcomes are kept. The caller closes it. */
  readonly ledger: Ledger;
  /** The time; the machine's by default. */
  readonly clock?: Clock;
  /** Gives numbers from 0 to below 1, to spread what is tried again; `Math.random` by default. */
  readonly random?: () => number;
  /** How many deliveries per channel may be on their way at once; 16 by default. */
  readonly concurrency?: number;
  /**
   * How long after an attempt the channel may still not show what it stored, in milliseconds;
   * for every channel or by channel; 2,000 by default. Only a read-back later than this is believed
   * when it finds nothing.
   */
  readonly visibilityLag?: number | ReadonlyMap<string, number>;
  /**
   * The same for an attempt whose end nobody waited for, in milliseconds; 30,000 by default: this side
   * or a gateway gave it up because no answer came in time, or the process that made it was killed
   * or interrupted. The request may be stored late then. After a crash it counts from when the next
   * run began.
   */
  readonly abandonedLag?: number | ReadonlyMap<string, number>;
  /**
   * How long after something was sent again it is looked at once more, in milliseconds; 600,000 by
   * default. A first request that came to the channel within that time, later than any read-back
   * waits, is found by `follow({ only: "resent" })`.
   */
  readonly lateArrivalWindow?: number;
  /**
   * The longest wait before each further read-back while the outcome is unknown, in milliseconds;
   * [1000, 4000] by default. A random part of it is waited.
   */
  readonly settleDelays?: readonly number[];
  /**
   * How many writes go to a channel in how much time; by default what its capabilities say. Channels
   * that are given the same object share it. What was sent before a restart counts.
   */
  readonly budgets?: ReadonlyMap<string, WriteBudget | "none">;
  /** What becomes of records that were refused because of others; `drop-named-rows` by default. */
  readonly onRefusedFile?: RefusedFilePolicy;
  /** Mends records that a channel refused; none by default. They go out within the same report. */
  readonly repair?: Repair;
  /** What an earlier reporter of this process remembered; nothing by default. */
  readonly memory?: ReporterMemory;
  /** Where spans and counters go; those of the OpenTelemetry API's global providers by default. */
  readonly telemetry?: TelemetryOptions;
  /** Is told what a report is doing. An error that it throws is ignored. */
  readonly onProgress?: (progress: Progress) => void;
}

/** What a report is doing. */
export interface Progress {
  /** The channel. */
  readonly channel: string;
  /**
   * `start`: the channel's work begins, `settling`: read-back of an outcome in doubt,
   * `lag`: read-back found nothing, and is done once more when that can be believed,
   * `budget`: a delivery waits until the channel takes writes again, `dropped`: a delivery was
   * refused whole and goes on without the records at fault,
   * `sending`: a delivery goes out, `step`: a step within a delivery, in the words of `detail`,
   * `alarm`: something is wrong with a record that the channel took,
   * `finished`: records have their outcome, `unsent`: a delivery did not reach the channel,
   * `end`: the channel's work is over.
   */
  readonly kind:
    | "alarm"
    | "budget"
    | "dropped"
    | "end"
    | "finished"
    | "lag"
    | "sending"
    | "settling"
    | "start"
    | "step"
    | "unsent";
  /** The delivery, where it is about one. */
  readonly deliveryId?: string;
  /** What is being done within a delivery, in the channel's words. */
  readonly detail?: string;
  /** How many records of the channel have got an outcome in this report, `unknown` included. */
  readonly finished: number;
  /** How many records of the channel were to be reported when the report began. */
  readonly total: number;
}

/** What to report. */
export interface ReportOptions {
  /** Only to these channels; all of the reporter's by default. */
  readonly channels?: readonly string[];
  /** Ends the report early: what is on its way is finished, nothing new is begun. */
  readonly signal?: AbortSignal;
}

/** How to plan a channel. */
export interface PlanOptions {
  /** Where intents are committed; the reporter's ledger by default. */
  readonly ledger?: Ledger;
  /** Ends the planning early, after the batch that is being committed. */
  readonly signal?: AbortSignal;
}

/** How to bring one delivery to an outcome. */
export interface DeliverOptions {
  /** Where the outcome is committed, such as the view of the ledger that a claim gives; the reporter's by default. */
  readonly ledger?: Ledger;
  /**
   * Is called right before each request that changes something at the channel. When it throws,
   * that request is not sent.
   */
  readonly beforeWrite?: () => void;
  /** Ends the work early: what is on its way is finished, nothing new is begun. */
  readonly signal?: AbortSignal;
  /**
   * Whether nobody can have begun to send the delivery since its intent was committed. Only then
   * it is sent without reading back first. False by default.
   */
  readonly isFirstClaim?: boolean;
}
