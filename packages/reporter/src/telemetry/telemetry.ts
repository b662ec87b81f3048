import {
  type Counter,
  type Meter,
  metrics,
  type Span,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { Delivery, Settlement } from "@usage-billing/core";
import { toError } from "../classify-error.ts";

const NAME = "@usage-billing/reporter";

/** Where spans and counters go; those of the OpenTelemetry API's global providers by default. */
export interface TelemetryOptions {
  /** Makes spans. */
  readonly tracer?: Tracer;
  /** Makes counters. */
  readonly meter?: Meter;
}

/** What a span is about. */
export interface Work {
  readonly kind: "follow" | "plan" | "send" | "settle";
  readonly channel: string;
  readonly delivery?: Delivery;
}

/** Tells OpenTelemetry what is done. Nothing that a record says of a customer goes there, only ids and counts. */
export interface Telemetry {
  /**
   * Does work within a span.
   *
   * @param work - What it is about.
   * @param task - The work.
   * @returns What the task gives.
   */
  trace<Result>(work: Work, task: () => Promise<Result>): Promise<Result>;

  /** Counts what became of records. */
  countOutcomes(channel: string, settlements: readonly Settlement[]): void;

  /** Counts the waits for a write budget, in milliseconds. */
  countWait(channel: string, milliseconds: number): void;
}

function attributesOf({ channel, delivery }: Work): Record<string, number | string> {
  return {
    "usage_billing.channel": channel,
    ...(delivery === undefined
      ? {}
      : {
          "usage_billing.delivery.id": delivery.id,
          "usage_billing.delivery.records": delivery.records.length,
        }),
  };
}

async function runInSpan<Result>(span: Span, task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (thrown) {
    const { name, message } = toError(thrown);
    span.recordException({ name, message });
    span.setStatus({ code: SpanStatusCode.ERROR, message });
    throw thrown;
  } finally {
    span.end();
  }
}

function count(counter: Counter, channel: string, settlements: readonly Settlement[]): void {
  for (const [status, group] of Map.groupBy(settlements, (settlement) => settlement.status)) {
    counter.add(group.length, {
      "usage_billing.channel": channel,
      "usage_billing.status": status,
    });
  }
}

/**
 * Makes what tells OpenTelemetry about the work. Without an SDK in the process it costs next to nothing.
 *
 * @param options - Tracer and meter.
 * @returns The telemetry.
 */
export function createTelemetry(options: TelemetryOptions = {}): Telemetry {
  const { tracer = trace.getTracer(NAME), meter = metrics.getMeter(NAME) } = options;
  const records = meter.createCounter("usage_billing.records", {
    description: "Records that got an outcome, by status.",
  });
  const failures = meter.createCounter("usage_billing.failures", {
    description: "Calls of channels that threw, by kind of work.",
  });
  const waits = meter.createCounter("usage_billing.budget.wait", {
    description: "Time that writes waited for the budget of their channel.",
    unit: "ms",
  });
  return {
    trace: (work, task) =>
      tracer.startActiveSpan(
        `usage_billing.${work.kind}`,
        { attributes: attributesOf(work) },
        async (span) => {
          try {
            return await runInSpan(span, task);
          } catch (error) {
            const { channel, kind } = work;
            failures.add(1, { "usage_billing.channel": channel, "usage_billing.work": kind });
            throw error;
          }
        },
      ),
    countOutcomes: (channel, settlements) => count(records, channel, settlements),
    countWait: (channel, milliseconds) =>
      waits.add(milliseconds, { "usage_billing.channel": channel }),
  };
}
