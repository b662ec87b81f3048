import {
  AuthenticationError,
  type CallOptions,
  ChannelConnectionError,
  ChannelRequestError,
  type HeldUsage,
  RateLimitError,
  redactSecrets,
  UnexpectedResponseError,
  type UsageRecord,
} from "@usage-billing/core";
import { createTroubleList, type TroubleList } from "../world/trouble-list.ts";
import type { KitClock, Trouble } from "../world/world.ts";

/** What a memory server holds: the usage, and the record that it came from. */
export interface Holding {
  readonly record: UsageRecord;
  readonly usage: HeldUsage;
}

/** A server that is an array; its troubles are those of a network. */
export interface Memory {
  readonly clock: KitClock;
  readonly troubles: TroubleList;
  holdings: readonly Holding[];
  created: number;
}

/** A credential that no error may show. */
export const SECRET = "memory-secret-0123456789";

/** One request. */
export interface MemoryRequest<Value> {
  readonly operation: string;
  readonly isWrite: boolean;
  readonly options?: CallOptions | undefined;
  handle(): Value;
}

/**
 * Makes an empty server.
 *
 * @param clock - Its time.
 * @returns The server.
 */
export function createMemory(clock: KitClock): Memory {
  return { clock, troubles: createTroubleList(), holdings: [], created: 0 };
}

function lost({ operation, isWrite }: MemoryRequest<unknown>, reason: string, isKnown = false) {
  const outcomeUnknown = isWrite && !isKnown;
  return new ChannelConnectionError({ channel: "memory", operation, reason, outcomeUnknown });
}

function readWait(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

function refuse(
  trouble: Extract<Trouble, { kind: "answer" }>,
  { operation, isWrite }: MemoryRequest<unknown>,
  now: number,
): Error {
  const { status, headers = {}, body = "" } = trouble;
  if (status < 400) {
    const reason = "cannot be read";
    return new UnexpectedResponseError({ channel: "memory", operation, status, reason, isWrite });
  }
  const wait = readWait(headers["retry-after"], now);
  const answer = {
    channel: "memory",
    operation,
    status,
    isWrite,
    detail: redactSecrets(body, [SECRET]),
    ...(wait === undefined ? {} : { retryAfter: wait }),
  };
  if (status === 429) return new RateLimitError(answer);
  const isDenied = status === 401 || status === 403;
  return isDenied ? new AuthenticationError(answer) : new ChannelRequestError(answer);
}

/** Never answered: only the caller's signal ends it. */
function wait<Value>(request: MemoryRequest<Value>, onArrival: () => void): Promise<never> {
  const { signal } = request.options ?? {};
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(lost(request, "ended")), { once: true });
    onArrival();
  });
}

/**
 * Makes a request to the server.
 *
 * @param memory - The server.
 * @param request - The request.
 * @returns What it answers.
 * @throws {@link UsageBillingError} As its troubles say.
 */
export async function call<Value>(memory: Memory, request: MemoryRequest<Value>): Promise<Value> {
  const { isWrite, options = {} } = request;
  if (options.signal?.aborted) throw lost(request, "ended before it was sent", true);
  if (isWrite) options.beforeWrite?.();
  const trouble = memory.troubles.take(isWrite);
  await Promise.resolve();
  if (trouble === undefined) return request.handle();
  if (trouble.kind === "stall") return wait(request, trouble.onArrival);
  if (trouble.kind === "lose-answer" || (trouble.kind === "answer" && trouble.stored)) {
    request.handle();
  }
  throw trouble.kind === "answer"
    ? refuse(trouble, request, memory.clock.now())
    : lost(request, "reset");
}
