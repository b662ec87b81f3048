import { formatPeriod, type HeldUsage, type UsageRecord } from "@usage-billing/core";

type Fact = Pick<HeldUsage, "subscription" | "meter" | "quantity" | "period">;

function factKey({ subscription, meter, quantity, period }: Fact): string {
  return JSON.stringify([subscription, meter, quantity.toString(), formatPeriod(period)]);
}

/**
 * Makes held usage searchable by the fact it stands for: the channel does not give record ids back.
 *
 * @param held - What the channel holds.
 * @returns Finds what could be a record: the same subscription, meter, quantity and period.
 */
export function indexHeldUsage(
  held: readonly HeldUsage[],
): (record: UsageRecord) => readonly HeldUsage[] {
  const byFact = Map.groupBy(held, factKey);
  return (record) => byFact.get(factKey(record)) ?? [];
}
