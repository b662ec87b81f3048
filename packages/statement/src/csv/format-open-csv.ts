import { STATE_MEANINGS } from "../standings.ts";
import type { OpenRecord } from "../statement.ts";
import { BYTE_ORDER_MARK, guardText, toCsv } from "./to-csv.ts";

const HEADER: readonly string[] = [
  ...["record_id", "channel", "product", "subscription", "meter", "quantity", "start", "end"],
  ...["state", "meaning", "reason", "taken_in_at"],
];

const AT_ONCE = 1_000;

function toCells(record: OpenRecord): readonly string[] {
  const { recordId, channel, product = "", subscription, meter = "", reason = "" } = record;
  return [
    ...[recordId, channel, product, subscription, meter].map(guardText),
    ...[record.quantity, record.period.start, record.period.end, record.state],
    STATE_MEANINGS[record.state].words,
    guardText(reason),
    record.takenInAt,
  ];
}

/**
 * Writes open records as CSV, a thousand in memory at a time.
 *
 * @param records - For example from {@link listOpenRecords}.
 * @returns The file in pieces: UTF-8 with a byte order mark, exact decimals with a point, times in UTC.
 */
export async function* formatOpenCsv(
  records: AsyncIterable<OpenRecord> | Iterable<OpenRecord>,
): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${toCsv([HEADER])}`;
  let cells: (readonly string[])[] = [];
  for await (const record of records) {
    cells.push(toCells(record));
    if (cells.length < AT_ONCE) continue;
    yield toCsv(cells);
    cells = [];
  }
  yield toCsv(cells);
}
