import { parties } from "./parties.ts";
import type { UsageFile } from "./usage-file.ts";

function toStats({ records, status, tally }: UsageFile): Readonly<Record<string, number>> {
  if (records.length === 0) return {};
  const isPending = status === "pending";
  return {
    uploaded: records.length,
    validated: isPending ? 0 : tally.valid,
    pending: isPending ? tally.valid : 0,
    accepted: tally.approved,
    closed: tally.closed,
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
const lifetimes = { uploaded: 600, processed: 30, reconciliation: 30 } as const;

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
  return {
    ...toFileJson(file),
    sub_status: file.subStatus,
    ...(file.workbook === undefined
      ? {}
      : { usage_file_uri: linkTo(`${file.id}/usage.xlsx`, lifetimes.uploaded) }),
    ...(file.workbook !== undefined && checked.includes(file.status)
      ? { processed_file_uri: linkTo(`${file.id}/processed.xlsx`, lifetimes.processed) }
      : {}),
    ...(file.reconciliation === undefined
      ? {}
      : {
          reconciliation_file_uri: linkTo(
            `${file.id}/reconciliation.xlsx`,
            lifetimes.reconciliation,
          ),
        }),
    records: {
      valid: file.records.length - file.tally.invalid,
      invalid: file.tally.invalid,
      closed: file.tally.closed,
    },
  };
}
