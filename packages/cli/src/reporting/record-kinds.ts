import { type Channel, InvalidUsageRecordError, type UsageRecord } from "@usage-billing/core";

/** Fields that a record may have or not; a file that has one as a column may have to fill it in every row. */
const OPTIONAL = ["meter", "description", "category", "amount", "tier", "acceptPartial"] as const;

/** So many records are kept at most. */
const KEPT = 1_000;

/** A bit for each field; with the names of the attributes where there are some. */
function kindOf(record: UsageRecord): number | string {
  let fields = 0;
  for (const field of OPTIONAL) fields = fields * 2 + (record[field] === undefined ? 0 : 1);
  const { attributes } = record;
  if (attributes === undefined) return fields;
  return `${fields} ${Object.keys(attributes).toSorted().join()}`;
}

function canGoTogether(channel: Channel, records: readonly UsageRecord[]): boolean {
  try {
    channel.plan(records);
    return true;
  } catch (error) {
    if (error instanceof InvalidUsageRecordError) return false;
    throw error;
  }
}

/**
 * One record of each kind that would share a file, a kind being the fields that it has: enough to tell, of
 * any number of records, which files would hold records that cannot go together.
 */
export class RecordKinds {
  readonly #samples = new Map<string, Map<number | string, UsageRecord>>();
  #kept = 0;

  /**
   * Looks at a record.
   *
   * @param key - Its delivery key.
   * @param record - A record without problems.
   */
  add(key: string, record: UsageRecord): void {
    const kind = kindOf(record);
    const samples = this.#samples.get(key);
    if (samples?.has(kind) === true || this.#kept === KEPT) return;
    this.#kept += 1;
    if (samples === undefined) this.#samples.set(key, new Map([[kind, record]]));
    else samples.set(kind, record);
  }

  /**
   * Finds the delivery keys whose records may not all go together.
   *
   * @param channel - The channel of the records.
   * @returns The keys.
   */
  findMixed(channel: Channel): ReadonlySet<string> {
    const keys = [...this.#samples].filter(
      ([, samples]) => samples.size > 1 && !canGoTogether(channel, [...samples.values()]),
    );
    return new Set(keys.map(([key]) => key));
  }
}
