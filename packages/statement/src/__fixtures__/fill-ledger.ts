import { deriveDeliveryId, type Outcome, Quantity, type UsageRecord } from "@usage-billing/core";
import type { Ledger, RecordState } from "@usage-billing/ledger";

/**
 * What a record is brought to: a state of the ledger, accepted with a billing reference, or the same with a half
 * of a unit to be credited.
 */
export type Aim = RecordState | "billed" | "credited";

/** A record and what it is brought to. */
export interface Aimed {
  readonly record: UsageRecord;
  readonly aim: Aim;
}

/** Every aim; the replacement of a record that is corrected is accepted and has a record of its own. */
export const AIMS: readonly Aim[] = [
  ...(["waiting", "sending", "unsent", "accepted", "billed", "pending", "partial"] as const),
  ...(["refused", "unknown", "ambiguous", "disputed", "retracting", "retracted"] as const),
  ...(["dismissed", "correcting", "corrected", "credited"] as const),
];

const HALF = Quantity.parse("0.5");

function outcomeOf({ record, aim }: Aimed): Outcome {
  const { recordId, quantity } = record;
  const reference = `ref-${recordId}`;
  switch (aim) {
    case "billed":
    case "credited":
      return { status: "accepted", recordId, reference, billingReference: `inv-${recordId}` };
    case "pending":
      return { status: "pending", recordId, reference, channelState: "in review" };
    case "partial":
      return { status: "partial", recordId, reference, sent: quantity, stored: HALF };
    case "dismissed":
    case "refused":
      return {
        status: "refused",
        recordId,
        problem: {
          rule: "unknown-subscription",
          field: "subscription",
          message: "is not known",
          channelWords: `No subscription ${record.subscription} <was> "found" & kept`,
        },
      };
    case "unknown":
      return { status: "unknown", recordId, reason: "The connection was closed before an answer" };
    case "ambiguous": {
      const { channel, subscription, period } = record;
      const held = { channel, reference, subscription, quantity, period, status: "open" };
      return { status: "unknown", recordId, reason: "Two are alike", candidates: [held] };
    }
    default:
      return { status: "accepted", recordId, reference };
  }
}

function toDelivery(aimed: readonly Aimed[]) {
  const records = aimed.map(({ record }) => record);
  const { subscription: key = "", channel = "" } = records[0] ?? {};
  const ids = records.map(({ recordId }) => recordId);
  const body = new TextEncoder().encode(ids.join());
  return { id: deriveDeliveryId(channel, key, ids), channel, key, records, body };
}

/** Brings records that their channel holds to what comes afterwards. */
async function change(ledger: Ledger, { record, aim }: Aimed, deliveryId: string): Promise<void> {
  const { recordId } = record;
  if (aim === "disputed") {
    await ledger.commitChannelStates([{ deliveryId, outcomes: [{ status: "absent", recordId }] }]);
  }
  if (aim === "dismissed") {
    await ledger.commitDecision(recordId, { kind: aim }, { reason: "a trial", by: "Ada" });
  }
  if (aim === "credited") {
    const grounds = { reason: "metered <twice>", by: "Ada" };
    await ledger.commitRevision({ recordId, result: aim, credit: HALF, grounds });
  }
  if (aim === "retracting" || aim === "retracted") await ledger.commitRetractionIntent(recordId);
  if (aim === "retracted") await ledger.commitRetraction(recordId, "retracted");
  if (aim !== "correcting" && aim !== "corrected") return;
  const replacement = {
    ...record,
    recordId: `${recordId}-2`,
    quantity: record.quantity.plus(HALF),
  };
  const deliveryKey = record.subscription;
  await ledger.commitCorrectionIntent(recordId, { record: replacement, deliveryKey });
  if (aim === "correcting") return;
  const accepted = outcomeOf({ record: replacement, aim: "accepted" });
  await ledger.commitCorrection(recordId, { record: "corrected", replacement: accepted });
}

/** Sends records of one channel and one aim, and brings them to it. */
async function bring(ledger: Ledger, aimed: readonly Aimed[], aim: Aim): Promise<void> {
  const delivery = toDelivery(aimed);
  await ledger.commitIntents([delivery]);
  if (aim === "sending") return;
  if (aim === "unsent") {
    await ledger.commitUnsent([{ deliveryId: delivery.id, reason: "not reached" }]);
    return;
  }
  await ledger.commitOutcomes([{ deliveryId: delivery.id, outcomes: aimed.map(outcomeOf) }]);
  for (const one of aimed) await change(ledger, one, delivery.id);
}

/**
 * Fills a ledger with records in every state.
 *
 * @param ledger - The ledger.
 * @param records - The records with different ids, and what each is brought to.
 */
export async function fillLedger(ledger: Ledger, records: readonly Aimed[]): Promise<void> {
  await ledger.takeIn(records.map(({ record }) => ({ record, deliveryKey: record.subscription })));
  const groups = Map.groupBy(records, ({ record, aim }) => `${record.channel} ${aim}`);
  for (const group of groups.values()) {
    const { aim = "waiting" } = group[0] ?? {};
    if (aim !== "waiting") await bring(ledger, group, aim);
  }
}
