import type { Transport } from "@usage-billing/http";
import type { Ledger } from "@usage-billing/ledger";

/** Where a process dies: before or after one of its steps, counted from 1. */
export interface DeathPoint {
  readonly step: number;
  readonly when: "after" | "before";
}

/** A process that dies at a point: from then on nothing that it began goes any further. */
export interface Doom {
  /** The names of the steps so far. */
  readonly steps: readonly string[];
  /** Resolves when the process is dead and what it had begun has arrived. */
  readonly death: Promise<"dead">;
  ledger(ledger: Ledger): Ledger;
  transport(transport: Transport): Transport;
}

type Method = (...values: readonly unknown[]) => Promise<unknown>;

/**
 * Makes every request and every write of the ledger a step, and lets the process die at one.
 *
 * @param point - Where it dies, if it does.
 * @returns What goes around a ledger and a transport.
 */
export function createDoom(point?: DeathPoint): Doom {
  const { promise: death, resolve } = Promise.withResolvers<"dead">();
  const steps: string[] = [];
  const never = new Promise<never>(() => undefined);
  const begun = new Set<Promise<unknown>>();
  let isDead = false;

  /** What was on its way when the process died arrives, or does not, before another one begins. */
  function die(): Promise<never> {
    isDead = true;
    void Promise.allSettled(begun).then(() => resolve("dead"));
    return never;
  }

  async function track<Value>(work: Promise<Value>): Promise<Value> {
    begun.add(work);
    try {
      return await work;
    } finally {
      begun.delete(work);
    }
  }

  async function step<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    if (isDead) return never;
    const isLast = steps.push(name) === point?.step;
    if (isLast && point?.when === "before") return die();
    try {
      return await track(work());
    } finally {
      if (isDead) await never;
      if (isLast) await die();
    }
  }

  return {
    steps,
    death,
    ledger: (ledger) =>
      new Proxy(ledger, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== "function" || typeof name !== "string") return value;
          if (!/^(takeIn|commit)/.test(name)) return value;
          return (...values: readonly unknown[]) =>
            step(`ledger ${name}`, async () => (value as Method).apply(target, [...values]));
        },
      }),
    transport: (transport) => ({
      ...transport,
      fetch: (request) => step(request.method, () => transport.fetch(request)),
    }),
  };
}
