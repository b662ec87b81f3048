import type { UsageRecord } from "@usage-billing/connect-client";
import type { Instant, Quantity } from "@usage-billing/core";
import {
  type AssetReference,
  type FileReference,
  fromAssetReference,
  fromFileReference,
  fromItemReference,
  fromReference,
  type ItemReference,
  type Reference,
} from "../wire/from-reference.ts";
import { present } from "../wire/present.ts";
import {
  readCount,
  readDecimal,
  readInstant,
  readObject,
  readText,
  readWord,
  type Word,
} from "../wire/read-value.ts";

/** The states of a usage record that the API's document names. */
export type RecordStatus = "valid" | "invalid" | "approved" | "rejected" | "closed";

/** A usage record as the channel answers it, with quantity and amount as exact decimal text. */
export type ExactRecord = Omit<UsageRecord, "usage" | "amount"> & {
  readonly usage?: string | null;
  readonly amount?: string | null;
};

/** A column of the vendor's or the distributor's own. */
export interface RecordParameter {
  readonly name: string;
  readonly value?: string;
}

/** A usage record. The vendor's own record id and note are not part of it. */
export interface ConnectRecord {
  /** The record's id at the channel, `UR-…`. */
  readonly id: string;
  /** Its state in lower case; new words are possible, and an empty text when the channel says none. */
  readonly status: Word<RecordStatus>;
  /** How much was used, exact. */
  readonly quantity?: Quantity;
  /** The money for the whole record, before tax, in the file's currency, exact. */
  readonly amount?: Quantity;
  /** For whom the amount is: 0 is the customer, 1 its reseller. */
  readonly tier?: number;
  /** The start, epoch milliseconds, UTC. */
  readonly start?: Instant;
  /** The end as it was reported, epoch milliseconds, UTC: some vendors write the last second, others the first after it. */
  readonly end?: Instant;
  readonly item?: ItemReference;
  readonly asset?: AssetReference;
  readonly category?: Reference;
  readonly file?: FileReference;
  /** The distributor's billing id, once the record is closed. */
  readonly billingId?: string;
  /** The distributor's billing note, once the record is closed. */
  readonly billingNote?: string;
  /** When it was closed, epoch milliseconds, UTC. */
  readonly closedAt?: Instant;
  readonly closedBy?: string;
  /** Columns of the vendor's or the distributor's own. */
  readonly parameters: readonly RecordParameter[];
  /** What the channel answered, with members that are not named here. */
  readonly raw: ExactRecord;
}

/** The document says text; the channel answers an object. */
function fromCategory(value: unknown): Reference | undefined {
  const id = readText(value);
  return id === undefined ? fromReference(value) : { id };
}

/** Some answers have the ids beside the objects only. */
function fromRecordAsset(record: ExactRecord): AssetReference | undefined {
  const asset = fromAssetReference(record.asset) ?? {};
  const { asset_id: id, asset_external_id: externalId } = record;
  const { asset_external_uid: externalUid } = record;
  return fromAssetReference({
    id: asset.id ?? id,
    external_id: asset.externalId ?? externalId,
    external_uid: asset.externalUid ?? externalUid,
    recon_id: asset.reconciliationId,
  });
}

function fromParameters(value: unknown): readonly RecordParameter[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((parameter): readonly RecordParameter[] => {
    const { parameter_name, parameter_value } = readObject(parameter);
    const name = readText(parameter_name);
    return name === undefined ? [] : [{ name, ...present({ value: readText(parameter_value) }) }];
  });
}

/**
 * Reads a usage record, tolerantly: any member may be missing, null, or of an older form.
 *
 * @param record - The record, its numbers as exact decimal text.
 * @returns The record; what cannot be read is left out, and is in `raw`.
 */
export function fromConnectRecord(record: ExactRecord): ConnectRecord {
  const { item_id: itemId, resource_local_id: localId } = record;
  return {
    id: record.id,
    status: readWord<RecordStatus>(record.status),
    ...present({
      quantity: readDecimal(record.usage),
      amount: readDecimal(record.amount),
      tier: readCount(record.tier),
      start: readInstant(record.start_date),
      end: readInstant(record.end_date),
      item: fromItemReference({ id: itemId, local_id: localId, ...record.item }),
      asset: fromRecordAsset(record),
      category: fromCategory(record.category),
      file: fromFileReference(record.usagefile),
      billingId: readText(record.external_billing_id),
      billingNote: readText(record.external_billing_note),
      closedAt: readInstant(record.closed_at),
      closedBy: readText(record.closed_by),
    }),
    parameters: fromParameters(record.params),
    raw: record,
  };
}
