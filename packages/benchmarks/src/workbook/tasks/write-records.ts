import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { streamUsageWorkbooks } from "@usage-billing/connect";
import { createPeriod, Quantity, type UsageRecord } from "@usage-billing/core";

const HOUR = 3_600_000;
const OCTOBER = Date.UTC(2026, 9, 1);

function* records(count: number): Generator<UsageRecord> {
  for (let at = 0; at < count; at += 1) {
    const start = OCTOBER + (at % 672) * HOUR;
    yield {
      recordId: `usage-2026-10-${at}`,
      channel: "connect",
      description: `Nutzung für Größe ${at}`,
      subscription: `AS-${1000 + (at % 9_000)}-0000-0001`,
      meter: `STORAGE-${at % 40}`,
      category: `category-${at % 12}`,
      quantity: Quantity.parse(`${at % 9_999}.${(at % 999) + 1}5`),
      amount: Quantity.parse(`${(at * 7) % 100_000}.25`),
      tier: at % 3,
      period: createPeriod(start, start + HOUR),
      attributes: {
        item_name: `Storage & traffic ${at % 40}`,
        item_unit: "GB",
        item_mpn: `STORAGE-${at % 40}`,
        item_precision: "decimal(4)",
      },
    };
  }
}

/**
 * Writes usage records by our writer, checked against a schema and split below 50 MB.
 *
 * @param rows - How many.
 * @param file - Where to.
 */
export async function run(rows: number, file: string): Promise<void> {
  const workbooks = streamUsageWorkbooks(records(rows), {
    assetCriterionOf: () => "asset.id",
    itemCriterion: "item.mpn",
    schema: "TR",
    columns: ["record_note", "category_id"],
    hasDynamicItems: true,
  });
  let written = 0;
  for await (const workbook of workbooks) {
    await pipeline(workbook.bytes, createWriteStream(file));
    written += workbook.records;
  }
  if (written !== rows) throw new Error(`${written} records of ${rows} were written`);
}
