import type { Channel, Settlement } from "@usage-billing/core";
import type { DecisionGrounds, Ledger, LedgerRecord } from "@usage-billing/ledger";
import { callChange } from "../change/call-change.ts";
import { isOutcomeUnknown } from "../classify-error.ts";
import type { Settings } from "../settings.ts";
import { alignOutcomes } from "../settle/align-outcomes.ts";
import { lagAfter } from "../settle/read-presence.ts";
import type { Difference } from "./reconcile-types.ts";

/**
 * Asks a channel for one record.
 *
 * @param ledger - The ledger, which knows how the record was sent.
 * @param channel - The channel.
 * @param known - The record.
 * @returns What the channel says of it.
 */
export async function askForRecord(
  ledger: Ledger,
  channel: Channel,
  { record, deliveryId = "" }: LedgerRecord,
): Promise<Settlement> {
  const known = await ledger.delivery(deliveryId);
  if (known === undefined) throw new Error(`the ledger has lost delivery ${deliveryId}`);
  const delivery = { ...known.delivery, records: [record] };
  const [settlement] = alignOutcomes([record], await channel.follow(delivery));
  if (settlement === undefined) throw new Error("a record has one settlement");
  return settlement;
}

/**
 * Gives the channel's ids of what it holds of a record.
 *
 * @param settlement - What it says of the record.
 * @returns One id for what is held once, those of all candidates otherwise.
 */
export function findReferences(settlement: Settlement): readonly string[] {
  switch (settlement.status) {
    case "accepted":
    case "partial":
    case "pending":
      return [settlement.reference];
    case "unknown":
      return (settlement.candidates ?? []).map(({ reference }) => reference);
    default:
      return [];
  }
}

/** What is taken back, and for whom. */
export interface TakingBack {
  readonly settings: Settings;
  readonly ledger: Ledger;
  readonly channel: Channel;
  readonly known: LedgerRecord;
  readonly difference: Difference;
  readonly grounds: DecisionGrounds;
}

/**
 * Takes one piece of usage back by the channel's own id of it. That it is about to be is committed first;
 * a deletion by id has one effect however often it is repeated.
 *
 * @param taking - Whose piece it is, and why.
 * @param reference - The channel's id of the piece.
 * @throws What the channel throws when it holds the piece still.
 */
export async function takeBack(taking: TakingBack, reference: string): Promise<void> {
  const { settings, ledger, channel, known, difference, grounds } = taking;
  const { deliveryId = "", record } = known;
  const sentIn = await ledger.delivery(deliveryId);
  if (sentIn === undefined) throw new Error(`the ledger has lost delivery ${deliveryId}`);
  const period = difference.held?.period ?? record.period;
  const isMoved = channel.capabilities.time === "period";
  const held = isMoved ? { ...record, period } : record;
  const words = `${reference}, held beside or instead of record ${record.recordId}`;
  await ledger.commitSteps(deliveryId, [
    `about to take back ${words}, for ${grounds.by}: ${grounds.reason}`,
  ]);
  const sent = { record: held, reference, delivery: sentIn.delivery };
  try {
    await callChange(settings, channel, (options) => channel.retract(sent, options));
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    await settings.clock.sleep(lagAfter(settings, channel, error));
    const now = await askForRecord(ledger, channel, known);
    if (findReferences(now).includes(reference)) throw error;
  }
  await ledger.commitSteps(deliveryId, [`took back ${words}`]);
}
