import { writeXlsx } from "hucre/xlsx";
import { expect } from "vitest";
import type { Twin } from "../twin.ts";
import type { ManualClock } from "./manual-clock.ts";

/** The vendor's token. */
export const vendor = "ApiKey SU-100-200-300:twin-vendor-token";
/** The distributor's token. */
export const distributor = "ApiKey SU-400-500-600:twin-distributor-token";

const PRODUCT = "PRD-276-377-545";
const CONTRACT = "CRD-41560-05399-12345";

/** A request to the API. */
export interface ConnectCall {
  readonly token?: string;
  readonly body?: unknown;
}

/** Calls an operation such as `GET /usage/files`; the vendor calls unless said otherwise. */
export function call(
  twin: Twin,
  operation: string,
  { token = vendor, body }: ConnectCall = {},
): Promise<Response> {
  const [method = "", path = ""] = operation.split(/ (.*)/);
  return fetch(`${twin.baseUrl}${path}`, {
    method,
    headers: { authorization: token, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** What a draft is created with. */
export function draft(rest: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: "October",
    description: "",
    period: { from: "2026-10-01", to: "2026-10-31" },
    currency: "USD",
    product: { id: PRODUCT },
    contract: { id: CONTRACT },
    ...rest,
  };
}

/** Creates a draft and gives its id. */
export async function createDraft(twin: Twin, rest?: Record<string, unknown>): Promise<string> {
  const response = await call(twin, "POST /usage/files", { body: draft(rest) });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

/** A row of a usage file, by header. */
export type Row = Readonly<Record<string, string | number | Date | null>>;

/** A valid row of one day of seats. */
export function row(recordId: string, rest: Row = {}): Row {
  return {
    record_id: recordId,
    item_search_criteria: "item.mpn",
    item_search_value: "SEAT-PRO",
    quantity: 5,
    start_time_utc: "2026-10-01 00:00:00",
    end_time_utc: "2026-10-01 23:59:59",
    asset_search_criteria: "asset.id",
    asset_search_value: "AS-1001-0000-0001",
    ...rest,
  };
}

/** Writes a workbook whose columns are those of the first row. */
export function toWorkbook(rows: readonly Row[], sheet = "records"): Promise<Uint8Array> {
  const headers = Object.keys(rows[0] ?? row("none"));
  const cells = rows.map((values) => headers.map((header) => values[header] ?? null));
  return writeXlsx({ sheets: [{ name: sheet, rows: [headers, ...cells] }] });
}

/** What is uploaded. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly part?: string;
  readonly name?: string;
}

/** Uploads bytes as they are. */
export function upload(
  twin: Twin,
  id: string,
  { bytes, part = "usage_file", name = "usage.xlsx" }: Upload,
): Promise<Response> {
  const form = new FormData();
  form.append(part, new File([new Uint8Array(bytes)], name));
  return fetch(`${twin.baseUrl}/usage/files/${id}/upload`, {
    method: "POST",
    headers: { authorization: vendor },
    body: form,
  });
}

/** Uploads a reconciliation as it is; to one file when the path says so. */
export function uploadReconciliation(
  twin: Twin,
  bytes: Uint8Array,
  { path = "/usage/reconciliations", note }: { path?: string; note?: string } = {},
): Promise<Response> {
  const form = new FormData();
  form.append("recon_file", new File([new Uint8Array(bytes)], "reconciliation.xlsx"));
  if (note !== undefined) form.append("upload_note", note);
  return fetch(`${twin.baseUrl}${path}`, {
    method: "POST",
    headers: { authorization: distributor },
    body: form,
  });
}

/** Uploads billing references of these records, by the vendor's record ids. */
export async function reconcile(twin: Twin, recordIds: readonly string[]): Promise<string> {
  const rows = recordIds.map((id) => ({
    record_id: id,
    external_billing_id: `bill-${id}`,
    external_billing_note: "Billed",
  }));
  const response = await uploadReconciliation(twin, await toWorkbook(rows));
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

/** The file's detail. */
export async function detail(twin: Twin, id: string): Promise<Record<string, unknown>> {
  const response = await call(twin, `GET /usage/files/${id}`);
  return (await response.json()) as Record<string, unknown>;
}

/** Uploads rows and waits until the platform has checked them. */
export async function uploadRows(
  twin: Twin,
  clock: ManualClock,
  { id, rows }: { id: string; rows: readonly Row[] },
): Promise<Record<string, unknown>> {
  const response = await upload(twin, id, { bytes: await toWorkbook(rows) });
  expect(response.status).toBe(201);
  clock.advance(30);
  return detail(twin, id);
}
