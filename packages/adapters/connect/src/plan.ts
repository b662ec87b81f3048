import {
  type Delivery,
  deriveDeliveryId,
  InvalidUsageRecordError,
  type UsageRecord,
} from "@usage-billing/core";
import { connectCapabilities } from "./capabilities.ts";
import { checkConnectRecord } from "./check.ts";
import { toDeliveryKey } from "./delivery-key.ts";
import { assetCriterionOf, type FileDefaults } from "./file-defaults.ts";
import { splitRecords } from "./split-records.ts";
import { toWorkbook } from "./workbook/to-workbook.ts";
import { MAXIMUM_BYTES } from "./workbook/usage-workbook-options.ts";

/** What planning needs besides the records. */
export interface PlanOptions {
  /** The channel's id. */
  readonly channel: string;
  /** The channel's options. */
  readonly defaults: FileDefaults;
  /** The greatest size of a workbook, in bytes. Default: 50,000,000. */
  readonly maximumBytes?: number | undefined;
}

interface PartLimits {
  readonly defaults: FileDefaults;
  readonly maximumRecords: number;
  readonly maximumBytes?: number | undefined;
}

type Part = Pick<Delivery, "records"> & { readonly body: Uint8Array };

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function sortRecords(records: readonly UsageRecord[]): readonly UsageRecord[] {
  return records.toSorted((left, right) => compareText(left.recordId, right.recordId));
}

function refuseProblems(records: readonly UsageRecord[], defaults: FileDefaults): void {
  for (const record of records) {
    const problems = checkConnectRecord(record, defaults);
    if (problems.length > 0) throw new InvalidUsageRecordError(record.recordId, problems);
  }
}

/** One repeated id makes the platform refuse the whole file. */
function refuseRepeatedIds(sorted: readonly UsageRecord[]): void {
  const repeated = sorted.find(({ recordId }, index) => recordId === sorted[index + 1]?.recordId);
  if (repeated === undefined) return;
  throw new InvalidUsageRecordError(repeated.recordId, [
    {
      rule: "duplicate-record-id",
      field: "recordId",
      message: `record id ${repeated.recordId} is given to more than one record`,
      fix: "Give every record its own id, or add the quantities up before reporting.",
    },
  ]);
}

/**
 * Writes the workbook of a delivery.
 *
 * @param records - Its records, in the order of their rows.
 * @param defaults - The channel's options.
 * @returns The bytes.
 */
export function writeBody(records: readonly UsageRecord[], defaults: FileDefaults): Uint8Array {
  return toWorkbook(records, {
    assetCriterionOf: (record) => assetCriterionOf(record, defaults) ?? "",
    itemCriterion: defaults.itemCriterion ?? "item.mpn",
  });
}

function tooLarge(
  [first, ...others]: readonly UsageRecord[],
  { bytes, maximumBytes }: { readonly bytes: number; readonly maximumBytes: number },
): InvalidUsageRecordError {
  const recordId = first?.recordId ?? "";
  const ids = [recordId, ...others.map((other) => other.recordId)].slice(0, 10).join(", ");
  return new InvalidUsageRecordError(recordId, [
    {
      rule: "workbook-too-large",
      field: "recordId",
      message: `records that belong together (${ids}) make a workbook of ${bytes} bytes, and a file takes ${maximumBytes}`,
      fix: "Shorten their texts: the tiers of one consumption cannot be parted.",
    },
  ]);
}

/** Records in a workbook that is small enough; the number of records seldom leaves more to do. */
function writeParts(
  records: readonly UsageRecord[],
  { defaults, maximumRecords, maximumBytes = MAXIMUM_BYTES }: PartLimits,
): readonly Part[] {
  return splitRecords(records, maximumRecords).flatMap((part): readonly Part[] => {
    const body = writeBody(part, defaults);
    if (body.length <= maximumBytes) return [{ records: part, body }];
    const half = Math.ceil(part.length / 2);
    if (half < maximumRecords)
      return writeParts(part, { defaults, maximumRecords: half, maximumBytes });
    throw tooLarge(part, { bytes: body.length, maximumBytes });
  });
}

/**
 * Groups records into usage files: one a product, contract, currency and UTC month, split where
 * there are more records or bytes than one file takes. Rows are sorted by record id; the tiers of
 * one consumption stand together, at the place of the first of them, and in one file.
 *
 * @param records - Records without problems, in any order.
 * @param options - The channel and its options.
 * @returns The deliveries, sorted by key; each body is the workbook.
 * @throws {@link InvalidUsageRecordError} When a record has a problem, or shares its id with another.
 */
export function planDeliveries(
  records: readonly UsageRecord[],
  { channel, defaults, maximumBytes }: PlanOptions,
): readonly Delivery[] {
  refuseProblems(records, defaults);
  const sorted = sortRecords(records);
  refuseRepeatedIds(sorted);
  const groups = Map.groupBy(sorted, (record) => toDeliveryKey(record, defaults));
  const keys = [...groups].sort(([left], [right]) => compareText(left, right));
  const { maximumRecords } = connectCapabilities.batch;
  return keys.flatMap(([key, group]) =>
    writeParts(group, { defaults, maximumRecords, maximumBytes }).map((part): Delivery => {
      const recordIds = part.records.map(({ recordId }) => recordId);
      const id = deriveDeliveryId(channel, key, recordIds);
      return { id, channel, key, records: part.records, body: part.body };
    }),
  );
}
