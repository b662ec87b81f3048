import { Buffer } from "node:buffer";
import { formatInstant, type UsageRecord } from "@usage-billing/core";
import fc from "fast-check";
import { readXlsx } from "hucre/xlsx";
import readSheets from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import type { ReportingSchemaId } from "./reporting-schema.ts";
import { streamUsageRows } from "./stream-usage-rows.ts";
import { streamUsageWorkbooks } from "./stream-usage-workbooks.ts";
import type { UsageWorkbookOptions } from "./usage-workbook-options.ts";

const DAY = 86_400_000;
const OCTOBER = Date.UTC(2026, 9, 1);

/** Exact decimals of up to 24 digits, those of 15 and 16 digits among them. */
const decimal = fc.oneof(
  fc.constantFrom("123456789012345", "99999999.999", "0.00000001", "1234567890123456.12345678"),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 8 }))
    .map(([digits, decimals]) => {
      const text = String(digits).padStart(decimals + 1, "0");
      const point = text.length - decimals;
      return decimals === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
    }),
);

const word = fc
  .string({ unit: fc.constantFrom(..."aZ9=+-@<>&\"' ,;é量_x"), maxLength: 20 })
  .filter((text) => !/_x[0-9a-f]{4}_/i.test(text));

const fields = fc.record({
  subscription: word.map((text) => `AS-${text}`),
  meter: word.map((text) => `=${text}`),
  quantity: decimal,
  amount: decimal,
  tier: fc.integer({ min: 0, max: 2 }),
  description: word,
  category: word,
  region: word,
  day: fc.integer({ min: 0, max: 30 }),
});

/** What a record of an item that is not in the catalogue has besides. */
const ITEM = {
  item_name: "=Disk",
  item_unit: "GB",
  item_mpn: "-DISK",
  item_precision: "decimal(8)",
};

interface Layout {
  readonly schema: ReportingSchemaId;
  readonly hasDynamicItems: boolean;
}

type Fields = typeof fields extends fc.Arbitrary<infer Value> ? Value : never;

function toRecord({ schema, hasDynamicItems }: Layout, given: Fields, index: number): UsageRecord {
  const { quantity, amount, tier, region, day, ...others } = given;
  return usageRecord({
    ...others,
    recordId: `+r-${index}`,
    quantity,
    start: formatInstant(OCTOBER + day * DAY),
    end: formatInstant(OCTOBER + (day + 1) * DAY),
    attributes: { "v.region": region, ...(hasDynamicItems && ITEM) },
    ...(schema !== "QT" && { amount }),
    ...(schema === "TR" && { tier }),
  });
}

async function write(layout: Layout, records: readonly UsageRecord[]): Promise<Buffer> {
  const options: UsageWorkbookOptions = {
    ...layout,
    assetCriterionOf: () => "asset.id",
    itemCriterion: "item.mpn",
    columns: ["record_note", "category_id", "v.region"],
  };
  const parts: Uint8Array[] = [];
  for await (const { bytes } of streamUsageWorkbooks(records, options)) {
    for await (const piece of bytes) parts.push(piece);
  }
  return Buffer.concat(parts);
}

/** What every reader has to find in the row of a record, by header; nothing for an empty cell. */
function expectedRow(record: UsageRecord): Readonly<Record<string, string | null>> {
  const { recordId, subscription, meter, quantity, amount, tier, period } = record;
  const time = (instant: number) => formatInstant(instant).slice(0, 19).replace("T", " ");
  return {
    record_id: recordId,
    record_note: record.description || null,
    item_search_criteria: "item.mpn",
    item_search_value: meter ?? null,
    quantity: quantity.toString(),
    start_time_utc: time(period.start),
    end_time_utc: time(period.end - 1000),
    asset_search_criteria: "asset.id",
    asset_search_value: subscription,
    category_id: record.category || null,
    ...(amount !== undefined && { amount: amount.toString() }),
    ...(tier !== undefined && { tier: String(tier) }),
    ...(record.attributes?.["item_name"] !== undefined && ITEM),
    "v.region": record.attributes?.["v.region"] || null,
  };
}

const toText = (cell: unknown): string | null =>
  cell === null || cell === undefined ? null : String(cell);

function toObjects(rows: readonly (readonly unknown[])[]) {
  const [header = [], ...others] = rows;
  return others.map((row) =>
    Object.fromEntries(header.map((name, column) => [String(name), toText(row[column])])),
  );
}

const layouts = (["QT", "CR", "PR", "TR"] as const).flatMap((schema): readonly Layout[] => [
  { schema, hasDynamicItems: false },
  { schema, hasDynamicItems: true },
]);

describe.each(layouts)("a workbook of $schema, dynamic items: $hasDynamicItems", (layout) => {
  it("is read back exactly by our reader and by two others", async () => {
    const some = fc.array(fields, { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(some, async (given) => {
        const records = given.map((of, index) => toRecord(layout, of, index));
        const bytes = await write(layout, records);
        const expected = records.map(expectedRow);
        const ours = await Array.fromAsync(streamUsageRows(bytes), ({ values, unreadable }) => {
          expect(unreadable).toEqual([]);
          return Object.fromEntries(values);
        });
        const withoutEmpty = expected.map((row) =>
          Object.fromEntries(Object.entries(row).filter(([, text]) => text !== null)),
        );
        expect(ours).toEqual(withoutEmpty);
        expect(toObjects((await readXlsx(bytes)).sheets[0]?.rows ?? [])).toEqual(expected);
        const [first] = await readSheets(bytes, { trim: false });
        expect(toObjects(first?.data ?? [])).toEqual(expected);
      }),
      { seed: 20261001, numRuns: 15 },
    );
  });
});
