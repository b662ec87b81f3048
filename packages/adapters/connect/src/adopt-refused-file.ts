import { type CallOptions, type Delivery, UsageBillingError } from "@usage-billing/core";
import type { ConnectFile } from "./api/files/from-usage-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { findRefusedFiles } from "./find-files.ts";
import { toNewFile } from "./to-new-file.ts";
import { openWorkbook } from "./workbook/read-workbook.ts";

async function readRecordIds(
  context: ConnectContext,
  file: ConnectFile,
  options: CallOptions,
): Promise<readonly string[]> {
  try {
    const workbook = openWorkbook(await context.files.downloadUploaded(file, options));
    return await Array.fromAsync(
      workbook.streamRows("records"),
      ({ values }) => values.get("record_id") ?? "",
    );
  } catch (error) {
    // It has no upload, or does not give it: then nobody can say what it holds.
    if (UsageBillingError.isInstance(error)) return [];
    throw error;
  }
}

/**
 * Takes a refused file over for a delivery that shares records with it. Records that were refused,
 * mended and planned anew make another delivery; in a second file the platform would find their ids
 * taken by the first. Uploading to the refused file is the platform's own way of mending it.
 *
 * @param context - The channel.
 * @param delivery - The delivery, for which there is no file.
 * @param options - Signal and progress.
 * @returns The file, which now carries the delivery's external id; nothing when no refused file shares records.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When the channel does not tell. Nothing was sent then.
 */
export async function adoptRefusedFile(
  context: ConnectContext,
  delivery: Delivery,
  options: CallOptions,
): Promise<ConnectFile | undefined> {
  const { files } = context;
  const ours = new Set(delivery.records.map(({ recordId }) => recordId));
  for await (const { id } of findRefusedFiles(context, delivery, options)) {
    const file = await files.get(id, options);
    const held = await readRecordIds(context, file, options);
    if (!held.some((recordId) => ours.has(recordId))) continue;
    options.onProgress?.(`${id}: was refused and is uploaded again`);
    const { externalId, period, currency } = toNewFile(delivery);
    await files.update(id, { externalId, period, currency }, options);
    return file;
  }
  return undefined;
}
