import { type Handler, Refusal, type TwinRequest, type TwinResponse } from "./exchange.ts";
import type { Fault } from "./fault.ts";
import type { FaultList } from "./fault-list.ts";
import type { Dialect } from "./twin-api.ts";
import type { TwinClock } from "./twin-clock.ts";

/** Stands for the end of the connection in place of an answer. */
export const RESET = "reset";

/** What happens to a request: an answer, or the end of its connection. */
export type Reply = TwinResponse | typeof RESET;

/** What answering needs. */
export interface Answering {
  readonly handle: Handler;
  readonly dialect: Dialect;
  readonly faults: FaultList;
  readonly clock: TwinClock;
  /** Ends waits when the twin is closed. */
  readonly signal: AbortSignal;
}

async function handleSafely(request: TwinRequest, context: Answering): Promise<TwinResponse> {
  try {
    return await context.handle(request);
  } catch (error) {
    if (error instanceof Refusal) return error.response;
    const detail = error instanceof Error ? error.message : String(error);
    return context.dialect.serverError(500, `the twin failed: ${detail}`);
  }
}

type Sabotage = (fault: Fault, request: TwinRequest, context: Answering) => Promise<Reply>;

/** Each kind of fault, around the handler. */
const SABOTAGE: Readonly<Record<Fault["kind"], Sabotage>> = {
  "rate-limit": async ({ retryAfter = 1 }, _, { dialect }) => dialect.rateLimited(retryAfter),
  "server-error": async ({ status = 500 }, _, { dialect }) =>
    dialect.serverError(status, "armed fault"),
  "reset-before-storing": async () => RESET,
  "lose-answer": async (_, request, context) => {
    await handleSafely(request, context);
    return RESET;
  },
  delay: async ({ milliseconds = 1000 }, request, context) => {
    try {
      await context.clock.sleep(milliseconds, context.signal);
    } catch (error) {
      if (context.signal.aborted) return RESET;
      throw error;
    }
    return handleSafely(request, context);
  },
};

/**
 * Answers a request, with the first fault that it meets.
 *
 * @param request - The request.
 * @param context - Handler, faults and clock.
 * @returns The answer, or {@link RESET} when the connection is to be cut without one.
 */
export async function answerRequest(request: TwinRequest, context: Answering): Promise<Reply> {
  const fault = context.faults.take(request.method, request.path);
  if (fault === undefined) return handleSafely(request, context);
  return SABOTAGE[fault.kind](fault, request, context);
}
