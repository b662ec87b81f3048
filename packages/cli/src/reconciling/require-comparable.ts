import type { Ledger } from "@usage-billing/ledger";
import { CommandError } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";

const BY_ID = "asset.id";
const BY_ASSET_ID =
  "and Connect lists usage by asset id only, so that no record can be found there. Report by asset id to reconcile.";

/** Whether a column of a file or of a source says how a record names its asset. */
function mayDiffer({ columns, sources }: Configuration): boolean {
  const all = [columns, ...[...sources.values()].map((source) => source.columns)];
  return all.some(({ attributes }) => attributes["assetCriterion"] !== undefined);
}

/**
 * Makes sure that a channel's records can be compared with what it lists: Connect lists usage by asset id,
 * and where records name assets otherwise, each of them would seem to be missing.
 *
 * @param configuration - The configuration.
 * @param id - The channel's id.
 * @throws {@link CommandError} When the channel names assets otherwise.
 */
export function requireComparable({ channels, file }: Configuration, id: string): void {
  const channel = channels.get(id);
  if (channel?.api !== "connect") return;
  const { assetCriterion = BY_ID } = channel;
  if (assetCriterion === BY_ID) return;
  throw new CommandError(
    `Channel "${id}" of ${file} names assets by ${assetCriterion}, ${BY_ASSET_ID}`,
  );
}

/**
 * Makes sure of the same where single records say how they name their asset.
 *
 * @param configuration - The configuration.
 * @param ledger - The ledger; it is read only where a column can say so.
 * @param query - The channel's id and the period, and what ends the reading.
 * @throws {@link CommandError} When a record names its asset otherwise; the message names it.
 */
export async function requireComparableRecords(
  configuration: Configuration,
  ledger: Ledger,
  query: {
    readonly channel: string;
    readonly period: { readonly start: number; readonly end: number };
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { channel, period, signal } = query;
  if (configuration.channels.get(channel)?.api !== "connect") return;
  if (!mayDiffer(configuration)) return;
  for await (const { record } of ledger.records({ channel, period })) {
    signal.throwIfAborted();
    const criterion = record.attributes?.["assetCriterion"] || BY_ID;
    if (criterion === BY_ID) continue;
    throw new CommandError(
      `Record ${record.recordId} of channel "${channel}" names its asset by ${criterion}, ${BY_ASSET_ID}`,
    );
  }
}
