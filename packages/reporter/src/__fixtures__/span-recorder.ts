import type { Counter, Meter, Span, Tracer } from "@opentelemetry/api";

/** What was told to OpenTelemetry. */
export interface SpanRecorder {
  readonly tracer: Tracer;
  readonly meter: Meter;
  /** The ended spans: name, delivery and status. */
  readonly spans: {
    readonly name: string;
    readonly attributes: unknown;
    readonly error: string | undefined;
  }[];
  /** The sums of the counters, by name and attributes. */
  readonly counts: Map<string, number>;
}

/** Makes a tracer and a meter that keep what they are told. */
export function createSpanRecorder(): SpanRecorder {
  const spans: SpanRecorder["spans"] = [];
  const counts = new Map<string, number>();

  function startSpan(name: string, attributes: unknown): Span {
    let error: string | undefined;
    return {
      recordException: () => undefined,
      setStatus: ({ message }: { readonly message?: string }) => {
        error = message;
      },
      end: () => spans.push({ name, attributes, error }),
    } as unknown as Span;
  }

  const startActiveSpan = (
    name: string,
    { attributes }: { readonly attributes: unknown },
    task: (span: Span) => unknown,
  ): unknown => task(startSpan(name, attributes));
  const createCounter = (name: string): Counter => ({
    add: (value, attributes = {}) => {
      const key = [name, ...Object.values(attributes)].join(" ");
      counts.set(key, (counts.get(key) ?? 0) + value);
    },
  });
  return {
    tracer: { startActiveSpan } as unknown as Tracer,
    meter: { createCounter } as unknown as Meter,
    spans,
    counts,
  };
}
