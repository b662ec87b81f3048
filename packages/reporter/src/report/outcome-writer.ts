import type { DeliveryResult, Ledger } from "@usage-billing/ledger";

/** Commits outcomes, those of the same moment in one transaction. */
export interface OutcomeWriter {
  /**
   * Commits a delivery's outcomes.
   *
   * @param result - The delivery and its outcomes.
   * @returns When they are durable.
   */
  commit(result: DeliveryResult): Promise<void>;
}

interface Waiting {
  readonly result: DeliveryResult;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes a writer that waits for the end of the event loop's turn, so that deliveries which were
 * answered together share one write to the disk.
 *
 * @param ledger - Where outcomes are committed.
 * @returns The writer.
 */
export function createOutcomeWriter(ledger: Pick<Ledger, "commitOutcomes">): OutcomeWriter {
  let batch: Waiting[] = [];

  async function flush(): Promise<void> {
    const group = batch;
    batch = [];
    try {
      await ledger.commitOutcomes(group.map(({ result }) => result));
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return {
    commit: (result) =>
      new Promise((resolve, reject) => {
        if (batch.length === 0) setImmediate(() => void flush());
        batch.push({ result, resolve, reject });
      }),
  };
}
