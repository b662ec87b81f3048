/** What is measured of a queue engine. */
export interface Measured {
  /** The engine, and whether jobs of one key wait for each other. */
  readonly name: string;
  /** Jobs a second enqueued, a hundred in a transaction with other statements. */
  readonly enqueued: number;
  /** Jobs a second handed out and removed: by four loops at once, sixteen at a time; or by the engine itself, one at a time. */
  readonly done: number;
}

/** How many jobs are measured, and how many keys they have. */
export const JOBS = 20_000;
export const KEYS = 2_000;
export const BATCH = 100;

/**
 * Measures how many a second.
 *
 * @param work - Does it for all jobs.
 * @returns Jobs a second.
 */
export async function rateOf(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return JOBS / ((performance.now() - begun) / 1_000);
}
