import type { Channel, Problem } from "@usage-billing/core";
import type { Intake, Ledger, LedgerRecord } from "@usage-billing/ledger";

/** What became of refused records that were put back in line. */
export interface OfferedAgain {
  /** How many are in line again. */
  readonly retried: number;
  /** How many stay refused because they were corrections: make the correction again instead. */
  readonly kept: number;
  /** Records that break a rule which is known before anything is sent. */
  readonly refused: readonly { readonly recordId: string; readonly problems: readonly Problem[] }[];
}

const BATCH = 1_000;

/**
 * Puts refused records back in line, as they are. Nothing is sent.
 *
 * @param held - Records; those that are not refused are left alone.
 * @param channels - The channels that check and group them, by id.
 * @param ledger - The ledger.
 * @returns How many are in line again, and which cannot be.
 */
export async function offerAgain(
  held: readonly LedgerRecord[],
  channels: ReadonlyMap<string, Channel>,
  ledger: Ledger,
): Promise<OfferedAgain> {
  const refused: { recordId: string; problems: readonly Problem[] }[] = [];
  const intakes: Intake[] = [];
  for (const { record, state } of held) {
    const channel = channels.get(record.channel);
    if (channel === undefined || state !== "refused") continue;
    const problems = channel.check(record);
    if (problems.length > 0) refused.push({ recordId: record.recordId, problems });
    else intakes.push({ record, deliveryKey: channel.deliveryKey(record) });
  }
  let retried = 0;
  for (let start = 0; start < intakes.length; start += BATCH) {
    retried += (await ledger.takeIn(intakes.slice(start, start + BATCH))).added;
  }
  return { retried, kept: intakes.length - retried, refused };
}
