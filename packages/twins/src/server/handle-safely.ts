import { type Handler, Refusal, type TwinRequest, type TwinResponse } from "./exchange.ts";
import type { FaultList } from "./fault-list.ts";
import type { ReadLag } from "./read-lag.ts";
import type { Dialect } from "./twin-api.ts";
import type { TwinClock } from "./twin-clock.ts";

/** What answering needs. */
export interface Answering {
  readonly handle: Handler;
  /** Makes a handler of reads that sees what is stored now, and nothing later. */
  readonly freeze: () => Handler;
  readonly dialect: Dialect;
  readonly faults: FaultList;
  readonly lag: ReadLag;
  readonly clock: TwinClock;
  /** Ends waits when the twin is closed or reset. */
  readonly signal: () => AbortSignal;
}

/**
 * Answers a request without any fault; reads that lag are answered by what they see.
 *
 * @param request - The request.
 * @param context - Handler and lag.
 * @returns The answer, also of a handler that threw.
 */
export async function handleSafely(
  request: TwinRequest,
  context: Answering,
): Promise<TwinResponse> {
  const lagging = request.method === "GET" ? context.lag.reader() : undefined;
  try {
    return await (lagging ?? context.handle)(request);
  } catch (error) {
    if (error instanceof Refusal) return error.response;
    const detail = error instanceof Error ? error.message : String(error);
    return context.dialect.serverError(500, `the twin failed: ${detail}`);
  }
}
