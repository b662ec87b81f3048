import { deriveRecordId, type UsageRecord } from "@usage-billing/core";

/** A record is looked for among so many revisions of its fact. */
const REVISIONS = 100;

function derive(source: string, record: UsageRecord, revision: number): string {
  const { channel, subscription, meter, period } = record;
  return deriveRecordId({ source, channel, subscription, meter, period, revision });
}

/**
 * Gives the ids that the next revision of a record may have, the first choice first: with the same source
 * and the next revision where the record's own id is derived so, else derived from that id.
 *
 * @param record - The record.
 * @param changed - The record as it should be; its own id does not matter.
 * @param source - The name of the source that record ids are derived with, where it is known.
 * @returns Ids without end, always the same.
 */
export function* revisionIds(
  record: UsageRecord,
  changed: UsageRecord,
  source: string | undefined,
): Generator<string, never> {
  const numbers = Array.from({ length: source === undefined ? 0 : REVISIONS }, (_, n) => n);
  const own = numbers.find((number) => derive(source ?? "", record, number) === record.recordId);
  const base = own === undefined ? record.recordId : (source ?? "");
  for (let revision = (own ?? 0) + 1; ; revision += 1) yield derive(base, changed, revision);
}
