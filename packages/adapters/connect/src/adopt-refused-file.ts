import { type CallOptions, type Delivery, UsageBillingError } from "@usage-billing/core";
import type { FileState } from "./api/from-usage-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { fromDeliveryKey } from "./delivery-key.ts";
import { toUsageFileCreate } from "./to-usage-file-create.ts";
import { openWorkbook } from "./workbook/read-workbook.ts";

async function readRecordIds(
  context: ConnectContext,
  { uploadedLink }: FileState,
  { signal }: CallOptions,
): Promise<readonly string[]> {
  if (uploadedLink === undefined) return [];
  try {
    const workbook = openWorkbook(await context.downloads.fetch(uploadedLink, signal));
    return await Array.fromAsync(
      workbook.streamRows("records"),
      ({ values }) => values.get("record_id") ?? "",
    );
  } catch (error) {
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
): Promise<FileState | undefined> {
  const { files } = context;
  const ours = new Set(delivery.records.map(({ recordId }) => recordId));
  for (const { id } of await files.findRefused(fromDeliveryKey(delivery.key), options.signal)) {
    const file = await files.read(id, options.signal);
    const held = await readRecordIds(context, file, options);
    if (!held.some((recordId) => ours.has(recordId))) continue;
    options.onProgress?.(`${id}: was refused and is uploaded again`);
    const { external_id = "", period = {}, currency = "" } = toUsageFileCreate(delivery);
    await files.update(id, { external_id, period, currency }, options.signal);
    return file;
  }
  return undefined;
}
