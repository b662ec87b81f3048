import type { Ledger } from "@usage-billing/ledger";

/** Commits the steps of a channel's protocol as they are made, in their order. */
export interface StepWriter {
  /**
   * Takes a step; it is committed soon.
   *
   * @param deliveryId - The delivery.
   * @param step - What is done, in the channel's words.
   */
  add(deliveryId: string, step: string): void;

  /**
   * Waits until the steps so far are durable.
   *
   * @throws {@link LedgerError} When one could not be committed.
   */
  drain(): Promise<void>;
}

/**
 * Makes a writer. A step waits for no write, and the outcome of a delivery waits for its steps.
 *
 * @param ledger - Where steps are committed.
 * @returns The writer.
 */
export function createStepWriter(ledger: Pick<Ledger, "commitSteps">): StepWriter {
  let waiting = new Map<string, string[]>();
  let written: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    const group = waiting;
    waiting = new Map();
    for (const [deliveryId, steps] of group) await ledger.commitSteps(deliveryId, steps);
  }

  return {
    add: (deliveryId, step) => {
      if (waiting.size === 0) {
        written = written.then(flush);
        // Seen by the one who waits for it.
        written.catch(() => undefined);
      }
      const steps = waiting.get(deliveryId) ?? [];
      waiting.set(deliveryId, [...steps, step]);
    },
    drain: () => written,
  };
}
