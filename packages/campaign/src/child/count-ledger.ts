import type { Ledger } from "@usage-billing/ledger";
import type { StepCounter } from "./step-counter.ts";

type Method = (...values: readonly unknown[]) => Promise<unknown>;

/**
 * Makes every write of a ledger a step.
 *
 * @param ledger - The ledger.
 * @param counter - Counts the steps.
 * @returns A ledger that does the same.
 */
export function countLedger(ledger: Ledger, counter: StepCounter): Ledger {
  return new Proxy(ledger, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function" || typeof name !== "string") return value;
      if (!/^(takeIn|commit)/.test(name)) return value;
      const method = value as Method;
      return (...values: readonly unknown[]) =>
        counter.step(`ledger ${name}`, async () => method.apply(target, [...values]));
    },
  });
}
