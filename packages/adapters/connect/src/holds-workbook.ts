import { type CallOptions, UsageBillingError } from "@usage-billing/core";
import type { ConnectFile } from "./api/files/from-usage-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { areSameBytes } from "./workbook/bytes.ts";
import { openWorkbook } from "./workbook/read-workbook.ts";

type Values = ReadonlyMap<string, string>;

/** Whether two rows have the same cells, in the same order. */
function areSameCells(some: Values, others: Values): boolean {
  const cells = [...some];
  return (
    some.size === others.size &&
    [...others].every(([column, value], index) => {
      const [heldColumn, heldValue] = cells[index] ?? [];
      return heldColumn === column && heldValue === value;
    })
  );
}

async function hasSameRows(held: Uint8Array, ours: Uint8Array): Promise<boolean> {
  const heldRows = openWorkbook(held).streamRows("records");
  try {
    for await (const { values } of openWorkbook(ours).streamRows("records")) {
      const { value } = await heldRows.next();
      if (value === undefined || !areSameCells(value.values, values)) return false;
    }
    return (await heldRows.next()).done === true;
  } finally {
    await heldRows.return();
  }
}

async function isSameWorkbook(held: Uint8Array, ours: Uint8Array): Promise<boolean> {
  return areSameBytes(held, ours) || hasSameRows(held, ours);
}

/**
 * Tells whether a file at the channel was uploaded with these bytes, or with the same rows.
 *
 * @param context - The channel.
 * @param file - The file, read in full a moment ago: its link expires.
 * @param workbook - Our bytes.
 * @param options - Signal.
 * @returns Whether it holds them; nothing when the channel does not show the upload.
 */
export async function holdsWorkbook(
  context: ConnectContext,
  file: ConnectFile,
  { workbook, ...options }: CallOptions & { readonly workbook: Uint8Array },
): Promise<boolean | undefined> {
  if (file.uploadedLink === undefined) return undefined;
  try {
    return await isSameWorkbook(await context.files.downloadUploaded(file, options), workbook);
  } catch (error) {
    // An expired or broken link proves nothing either way.
    if (UsageBillingError.isInstance(error)) return undefined;
    throw error;
  }
}
