import type { Channel, Problem, Quantity, UsageRecord } from "@usage-billing/core";
import type { LedgerRecord } from "@usage-billing/ledger";

/**
 * Tells whether a channel finds usage by its natural key alone, so that the key has to be unique.
 *
 * @param channel - The channel.
 * @returns Whether it takes single records and gives no record id back.
 */
export function hasNaturalKey({ capabilities }: Channel): boolean {
  return !capabilities.recordIdReadBack && capabilities.batch.shape === "single";
}

function heldQuantity({ record, outcome }: LedgerRecord): Quantity {
  return outcome?.status === "partial" ? outcome.stored : record.quantity;
}

/** Whether read-back could take what is held for the new record: equal, or what is left of it when trimmed. */
function couldBe(record: UsageRecord, held: LedgerRecord): boolean {
  const order = heldQuantity(held).compare(record.quantity);
  return order === 0 || (order < 0 && record.acceptPartial === true);
}

/**
 * Finds what keeps a record from being sent to a channel that could not tell it from one that it holds:
 * if its answer were lost, nobody could find out whether it was stored.
 *
 * @param record - A record that is to be sent.
 * @param held - The records of the same delivery key that the channel holds or may hold.
 * @returns The problem; undefined when the record can be told from all of them.
 */
export function findNaturalTwin(
  record: UsageRecord,
  held: readonly LedgerRecord[],
): Problem | undefined {
  const twin = held.find((one) => couldBe(record, one));
  if (twin === undefined) return undefined;
  return {
    rule: "duplicate-natural-key",
    field: "period",
    message: `record ${twin.record.recordId} has the same subscription, start and quantity at the channel, which could not tell the two apart`,
    fix: "Add the quantities up before reporting, or let the periods start at different times.",
  };
}
