import { type CallOptions, UnsupportedOperationError } from "@usage-billing/core";
import { createWriteGuard, type WriteGuard } from "../../write-guard.ts";
import type { Api } from "../connect-call.ts";
import { closeBatch } from "./close-batch.ts";
import { type Closing, type ClosingResult, describeBillingProblems } from "./closing.ts";

/** Options of closing many records. */
export interface CloseManyOptions extends CallOptions {
  /** How many records go into one request; 500 by default. The API names no greatest number. */
  readonly batchSize?: number;
  /** How many requests run at a time; 1 by default. */
  readonly concurrency?: number;
}

/** Records to be closed, one after the other. */
export type Closings = AsyncIterable<Closing> | Iterable<Closing>;

const BATCH_SIZE = 500;

interface Limits {
  readonly batchSize: number;
  readonly concurrency: number;
}

function limitsOf({ batchSize = BATCH_SIZE, concurrency = 1 }: CloseManyOptions): Limits {
  const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;
  if (isCount(batchSize) && isCount(concurrency)) return { batchSize, concurrency };
  throw new UnsupportedOperationError(
    `batchSize ${batchSize} and concurrency ${concurrency} must be whole numbers from 1`,
  );
}

/** Records with what stands against sending them. */
async function* batchesOf(
  closings: Closings,
  size: number,
): AsyncGenerator<readonly Closing[], void, undefined> {
  let batch: Closing[] = [];
  for await (const closing of closings) {
    batch.push(closing);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function findProblem({ id, ...billing }: Closing, isRepeated: boolean): string {
  if (typeof id !== "string" || id.trim() === "") return "a record without an id cannot be closed";
  if (isRepeated) return "it is named twice; one bill closes a record";
  return describeBillingProblems(billing);
}

/** What the channel would refuse is not sent; the others go as one request. */
async function closeChecked(
  api: Api,
  batch: readonly Closing[],
  { options, hasThrown }: WriteGuard,
): Promise<readonly ClosingResult[]> {
  const seen = new Set<string>();
  const checked = batch.map((closing) => {
    const problem = findProblem(closing, seen.has(closing.id));
    seen.add(closing.id);
    return { closing, problem };
  });
  const sent = checked.filter(({ problem }) => problem === "").map(({ closing }) => closing);
  const results = sent.length === 0 ? [] : await closeBatch(api, sent, options);
  const stopped = results.find((result) => result.status !== "closed" && hasThrown(result.cause));
  // The caller's own error is no answer of the channel's.
  if (stopped !== undefined) throw Reflect.get(stopped, "cause");
  const answers = results[Symbol.iterator]();
  return checked.map(({ closing: { id }, problem }): ClosingResult => {
    if (problem !== "") return { id, status: "refused", error: problem };
    return answers.next().value ?? { id, status: "unknown", error: "nothing is known of it" };
  });
}

/**
 * Closes any number of records, in batches. Nothing that concerns single records or batches is thrown:
 * it is in their results. A batch whose answer was lost is read back before it is sent again.
 *
 * @param api - What the operations work with.
 * @param closings - The records and their bills; read only as far as they are sent.
 * @param options - Sizes, signal, progress, and what is asked before a write.
 * @returns A result a record, in their order.
 */
export async function* closeMany(
  api: Api,
  closings: Closings,
  options: CloseManyOptions,
): AsyncGenerator<ClosingResult, void, undefined> {
  const { batchSize, concurrency } = limitsOf(options);
  const { signal, onProgress } = options;
  const guard = createWriteGuard(options);
  const running: Promise<readonly ClosingResult[]>[] = [];
  let done = 0;
  async function* finish(left: number): AsyncGenerator<ClosingResult, void, undefined> {
    while (running.length > left) {
      const results = (await running.shift()) ?? [];
      done += results.length;
      onProgress?.(`${done} records answered`);
      yield* results;
    }
  }
  try {
    for await (const batch of batchesOf(closings, batchSize)) {
      signal?.throwIfAborted();
      running.push(closeChecked(api, batch, guard));
      yield* finish(concurrency - 1);
    }
    yield* finish(0);
  } finally {
    // What still runs when the caller stops must not end the process as an unhandled rejection.
    await Promise.allSettled(running);
  }
}
