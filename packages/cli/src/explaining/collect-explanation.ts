import type { Instant, KnownRefusal } from "@usage-billing/core";
import type { Ledger, LedgerEntry, LedgerRecord } from "@usage-billing/ledger";
import type { Configuration } from "../configuration/configuration.ts";
import { collectStory, type RecordStory } from "../records/record-story.ts";
import { explainMapping, type MappedField } from "./explain-mapping.ts";
import { findKnownRefusals } from "./known-refusals.ts";
import { nextCommands } from "./next-commands.ts";
import { readSourceRow, type SourceRowNow } from "./read-source-row.ts";

/** Once that a record's bytes were about to be sent. */
export interface Sending {
  readonly at: Instant;
  readonly kind: "intent" | "resend";
  readonly delivery: string;
  /** How many records go with it; absent where the ledger does not have the delivery. */
  readonly records?: number;
  readonly bytes?: number;
  readonly sha256?: string;
}

/** Why a record is where it is, and what to do. */
export interface Explanation {
  readonly story: RecordStory;
  /** What stands where it was read from; absent when the ledger was not told where that is. */
  readonly row?: SourceRowNow;
  readonly mapping: readonly MappedField[];
  readonly refusals: readonly KnownRefusal[];
  readonly sendings: readonly Sending[];
  readonly commands: readonly string[];
}

async function collectSendings(
  ledger: Ledger,
  entries: readonly LedgerEntry[],
): Promise<readonly Sending[]> {
  const sendings: Sending[] = [];
  for (const { at, kind, deliveryId } of entries) {
    if ((kind !== "intent" && kind !== "resend") || deliveryId === undefined) continue;
    const held = await ledger.delivery(deliveryId);
    const details =
      held === undefined
        ? {}
        : {
            records: held.delivery.records.length,
            bytes: held.delivery.body.byteLength,
            sha256: held.sha256,
          };
    sendings.push({ at, kind, delivery: deliveryId, ...details });
  }
  return sendings;
}

/** Which record this one is meant to replace, by the last correction that was begun. */
function findOriginal({ entries }: RecordStory): string | undefined {
  const last = entries.findLast(({ kind }) => kind === "correction-intent");
  return (last?.body as { readonly record?: string } | undefined)?.record;
}

/** Whether the channel took a record, and said afterwards that it does not hold it. */
function isRejectedLater({ held, entries }: RecordStory): boolean {
  const said = entries.findLast(({ kind }) => kind !== "decision");
  return held.state === "refused" && said?.kind === "channel-state";
}

/** A source has columns of its own; a file that was reported by hand has the usual ones. */
function columnsOf({ record }: LedgerRecord, { columns, sources }: Configuration) {
  const own = [...sources.values()].filter(({ channels }) => channels.includes(record.channel));
  const [only, another] = own;
  return only !== undefined && another === undefined ? only.columns : columns;
}

/**
 * Collects why a record is where it is: what the ledger knows, and what stands in its source now.
 *
 * @param ledger - The ledger.
 * @param held - The record.
 * @param configuration - Columns, sources and channels as they are now.
 * @returns The explanation.
 */
export async function collectExplanation(
  ledger: Ledger,
  held: LedgerRecord,
  configuration: Configuration,
): Promise<Explanation> {
  const { record, outcome, replacedBy } = held;
  const story = await collectStory(ledger, held);
  const replacement = replacedBy === undefined ? undefined : await ledger.record(replacedBy);
  const replaced = findOriginal(story);
  const original = replaced === undefined ? undefined : await ledger.record(replaced);
  const api = configuration.channels.get(record.channel)?.api;
  return {
    story,
    ...(record.source === undefined ? {} : { row: await readSourceRow(record.source) }),
    mapping: explainMapping(record, columnsOf(held, configuration), configuration.source),
    refusals: findKnownRefusals(api, outcome),
    sendings: await collectSendings(ledger, story.entries),
    commands: nextCommands(held, {
      ...{ replacement, original },
      isRejectedLater: isRejectedLater(story),
    }),
  };
}
