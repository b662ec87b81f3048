import type { NewUsage, StoredUsage } from "./stored-usage.ts";

/** The usages that the twin holds. */
export interface UsageStore {
  add(usage: NewUsage): StoredUsage;
  find(reference: number): StoredUsage | undefined;
  /** In the order in which they were added. */
  list(subscription?: string): readonly StoredUsage[];
  remove(usages: readonly StoredUsage[]): void;
  /** Bills open usages, of one subscription or of all, by one renewal order. */
  bill(subscription?: string): void;
  clear(): void;
  /** A store with the same usages, which what happens to this one does not change. */
  copy(): UsageStore;
}

/** References exceed 32 bits, as the API's own do. */
const FIRST_REFERENCE = 120_010_000_001;
const FIRST_ORDER = 11_700_001;

/**
 * Makes a store; references are counted, so that every run has the same ones.
 *
 * @param held - What it holds from the start.
 * @returns The store.
 */
export function createUsageStore(held: readonly StoredUsage[] = []): UsageStore {
  const usages = new Map(held.map((usage) => [usage.reference, { ...usage }]));
  let nextReference = FIRST_REFERENCE;
  let nextOrder = FIRST_ORDER;
  const list = (subscription?: string): readonly StoredUsage[] =>
    [...usages.values()].filter(
      (usage) => subscription === undefined || usage.subscription === subscription,
    );
  return {
    add: (usage) => {
      const stored: StoredUsage = { reference: nextReference, ...usage };
      nextReference += 1;
      usages.set(stored.reference, stored);
      return stored;
    },
    find: (reference) => usages.get(reference),
    list,
    remove: (gone) => {
      for (const { reference } of gone) usages.delete(reference);
    },
    bill: (subscription) => {
      for (const usage of list(subscription)) usage.renewalOrder ??= nextOrder;
      nextOrder += 1;
    },
    clear: () => {
      usages.clear();
      nextReference = FIRST_REFERENCE;
      nextOrder = FIRST_ORDER;
    },
    copy: () => createUsageStore(list()),
  };
}
