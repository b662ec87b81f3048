import type { UsageFile } from "./usage-file.ts";

/** What every file of the sample has in common. */
const parties = {
  vendor: { id: "VA-100-200", name: "Twin vendor" },
  provider: { id: "PA-300-400", name: "Twin distributor" },
  marketplace: { id: "MP-10000", name: "Twin marketplace" },
  environment: "production",
} as const;

function toStats({ records, status }: UsageFile): Readonly<Record<string, number>> {
  if (records.length === 0) return {};
  const countIf = (isCounted: boolean, wanted: string): number =>
    isCounted ? records.filter((record) => record.status === wanted).length : 0;
  return {
    uploaded: records.length,
    validated: countIf(status !== "pending", "valid"),
    pending: countIf(status === "pending", "valid"),
    accepted: countIf(true, "approved"),
    closed: countIf(true, "closed"),
  };
}

/**
 * Writes a file as lists show it.
 *
 * @param file - The file.
 * @returns A JSON value; the external id is there only if the vendor gave one.
 */
export function toFileJson(file: UsageFile): Readonly<Record<string, unknown>> {
  return {
    id: file.id,
    name: file.name,
    ...(file.externalId === null ? {} : { external_id: file.externalId }),
    status: file.status,
    ...parties,
    contract: { id: file.contract.id, name: file.contract.name ?? file.contract.id },
    product: { id: file.product.id, name: file.product.name ?? file.product.id },
    error_detail: file.errorDetail,
    description: file.description,
    acceptance_note: file.acceptanceNote,
    rejection_note: file.rejectionNote,
    schema: file.product.schema.toLowerCase(),
    currency: file.currency,
    ...(file.period === null ? {} : { period: file.period }),
    stats: toStats(file),
    events: file.events,
  };
}

/** Makes the link to a stored file that ends so many seconds from now. */
export type LinkMaker = (name: string, seconds: number) => string;

/** Lifetimes of links in seconds, as the vendor's SDKs give them. */
const lifetimes = { uploaded: 600, processed: 30 } as const;

const checked = ["invalid", "ready", "pending", "accepted", "rejected", "closed"];

/**
 * Writes a file as its own address shows it.
 *
 * @param file - The file.
 * @param linkTo - Makes signed links.
 * @returns A JSON value with links and record counts.
 */
export function toFileDetailJson(
  file: UsageFile,
  linkTo: LinkMaker,
): Readonly<Record<string, unknown>> {
  const count = (isCounted: (status: string) => boolean): number =>
    file.records.filter(({ status }) => isCounted(status)).length;
  return {
    ...toFileJson(file),
    sub_status: null,
    ...(file.workbook === undefined
      ? {}
      : { usage_file_uri: linkTo(`${file.id}/usage.xlsx`, lifetimes.uploaded) }),
    ...(file.workbook !== undefined && checked.includes(file.status)
      ? { processed_file_uri: linkTo(`${file.id}/processed.xlsx`, lifetimes.processed) }
      : {}),
    records: {
      valid: count((status) => status !== "invalid"),
      invalid: count((status) => status === "invalid"),
      closed: count((status) => status === "closed"),
    },
  };
}
