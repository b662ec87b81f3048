import type { Quantity } from "@usage-billing/core";
import type { StoredUsage } from "./stored-usage.ts";

/** What a new usage is made of. */
export type NewUsage = {
  readonly subscriptionId: string;
  readonly quantity: Quantity;
  readonly usageTime: number;
  readonly createdTime: number;
};

/** The usages that the twin holds. */
export interface UsageStore {
  add(usage: NewUsage): StoredUsage;
  find(id: string): StoredUsage | undefined;
  remove(id: string): void;
  /** The newest first. */
  list(): readonly StoredUsage[];
  /** Puts open usages on an invoice, of one subscription or of all. */
  invoice(subscription?: string): void;
  clear(): void;
  /** A store with the same usages, which what happens to this one does not change. */
  copy(): UsageStore;
}

const numbered = (prefix: string, number: number): string =>
  `${prefix}${String(number).padStart(26, "0")}`;

/**
 * Makes a store; ids are counted, so that every run has the same ones.
 *
 * @param held - What it holds from the start.
 * @returns The store.
 */
export function createUsageStore(held: readonly StoredUsage[] = []): UsageStore {
  const usages = new Map(held.map((usage) => [usage.id, { ...usage }]));
  const counters = { usage: 0, invoice: 0, item: 0 };
  return {
    add: (usage) => {
      counters.usage += 1;
      const stored: StoredUsage = { id: numbered("sub_usg_", counters.usage), ...usage };
      usages.set(stored.id, stored);
      return stored;
    },
    find: (id) => usages.get(id),
    remove: (id) => {
      usages.delete(id);
    },
    list: () => [...usages.values()].reverse(),
    invoice: (subscription) => {
      counters.invoice += 1;
      for (const usage of usages.values()) {
        if (usage.invoice !== undefined) continue;
        if (subscription !== undefined && usage.subscriptionId !== subscription) continue;
        counters.item += 1;
        usage.invoice = {
          id: numbered("in_", counters.invoice),
          itemId: numbered("ii_", counters.item),
        };
      }
    },
    clear: () => {
      usages.clear();
      Object.assign(counters, { usage: 0, invoice: 0, item: 0 });
    },
    copy: () => createUsageStore([...usages.values()]),
  };
}
