import type { UsageChunk } from "../chunks/usage-chunk.ts";
import type { ConnectRecord } from "../records/connect-record.ts";
import { cellText } from "./usage-workbook.ts";
import { writePlatformWorkbook } from "./write-platform-workbook.ts";
import { billingColumns } from "./write-processed-workbook.ts";

type Reader = (record: ConnectRecord) => string;

/** What the platform tells the distributor of a row beside what the vendor wrote. */
const added: Readonly<Record<string, Reader>> = {
  item_name: ({ item }) => item?.name ?? "",
  item_type: ({ item }) => item?.type ?? "",
  item_unit: ({ item }) => item?.unit ?? "",
  item_period: ({ item }) => (item?.type === "reservation" ? "monthly" : ""),
  asset_id: ({ asset }) => asset?.id ?? "",
  asset_external_id: ({ asset }) => asset?.id.replace(/\D/g, "") ?? "",
  customer_account_id: ({ asset }) => (asset === undefined ? "" : `TA-${asset.id.slice(3)}`),
  customer_company_name: ({ asset }) => (asset === undefined ? "" : `Customer of ${asset.id}`),
};

/**
 * Writes the workbook of a chunk as it was when it was generated. The distributor fills in its last
 * two columns and uploads it as a reconciliation.
 *
 * @param chunk - A chunk that is ready or closed.
 * @returns XLSX bytes.
 */
export function writeChunkWorkbook(chunk: UsageChunk): Promise<Uint8Array> {
  const { file, hub } = chunk;
  const uploaded = file.workbook?.headers ?? [];
  const readers = Object.entries(added).filter(([header]) => !uploaded.includes(header));
  const rows = chunk.rows
    .values()
    .map(({ record, billingId, billingNote }) => [
      ...uploaded.map((header) => cellText(record.row, header)),
      ...readers.map(([, read]) => read(record)),
      billingId,
      billingNote,
    ]);
  const headers = [...uploaded, ...readers.map(([header]) => header), ...billingColumns];
  const general = [
    ["chunk_id", chunk.id],
    ["hub_id", hub.id],
    ["hub_name", hub.name],
  ] as const;
  return writePlatformWorkbook(file, { headers, rows, general });
}
