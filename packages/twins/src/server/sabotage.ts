import type { TwinRequest } from "./exchange.ts";
import type { Fault } from "./fault.ts";
import { type Answering, handleSafely } from "./handle-safely.ts";
import { RESET, type Reply, SILENCE } from "./reply.ts";

const SECOND = 1000;
/** How many pieces a slow body comes in. */
const PIECES = 10;

type Sabotage = (fault: Fault, request: TwinRequest, context: Answering) => Promise<Reply>;

/** Waits by the twin's clock; tells whether the twin is still there and was not reset meanwhile. */
async function pause(milliseconds: number, context: Answering): Promise<boolean> {
  const signal = context.signal();
  try {
    await context.clock.sleep(milliseconds, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return !signal.aborted;
}

/** Handles a request that arrives later than its sender thinks; nobody waits for the answer. */
async function handleLate(request: TwinRequest, after: number, context: Answering): Promise<void> {
  if (await pause(after, context)) await handleSafely(request, context);
}

/** Each kind of fault, around the handler. */
export const sabotages: Readonly<Record<Fault["kind"], Sabotage>> = {
  "rate-limit": async ({ retryAfter = 1 }, _, { dialect }) => dialect.rateLimited(retryAfter),
  "server-error": async ({ status = 500 }, _, { dialect }) =>
    dialect.serverError(status, "armed fault"),
  "reset-before-storing": async () => RESET,
  "half-open": async () => SILENCE,
  "lose-answer": async (_, request, context) => {
    await handleSafely(request, context);
    return RESET;
  },
  "error-after-storing": async ({ status = 500 }, request, context) => {
    await handleSafely(request, context);
    return context.dialect.serverError(status, "armed fault");
  },
  delay: async ({ milliseconds = SECOND }, request, context) =>
    (await pause(milliseconds, context)) ? handleSafely(request, context) : RESET,
  "delay-answer": async ({ milliseconds = SECOND }, request, context) => {
    const response = await handleSafely(request, context);
    return (await pause(milliseconds, context)) ? response : RESET;
  },
  "store-late": async ({ status, milliseconds = SECOND }, request, context) => {
    void handleLate(request, milliseconds, context);
    return status === undefined ? RESET : context.dialect.serverError(status, "armed fault");
  },
  "duplicate-delivery": async ({ milliseconds }, request, context) => {
    const response = await handleSafely(request, context);
    if (milliseconds === undefined) await handleSafely(request, context);
    else void handleLate(request, milliseconds, context);
    return response;
  },
  "slow-body": async ({ milliseconds = SECOND }, request, context) => ({
    response: await handleSafely(request, context),
    pieces: PIECES,
    pause: () => pause(milliseconds / PIECES, context),
  }),
  hide: async ({ milliseconds = SECOND }, request, context) => {
    context.lag.hold(context.freeze, milliseconds);
    return handleSafely(request, context);
  },
};
