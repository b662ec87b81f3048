import {
  type CallOptions,
  type Delivery,
  type Outcome,
  UsageBillingError,
} from "@usage-billing/core";
import { adoptRefusedFile } from "./adopt-refused-file.ts";
import { advanceFile, type FileTask } from "./advance-file.ts";
import { toAmbiguousOutcomes } from "./ambiguous-files.ts";
import type { ConnectFile } from "./api/files/from-usage-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { findFiles } from "./find-files.ts";
import { isRefusal, lookAfterFailure } from "./look-after-failure.ts";
import { settleFile } from "./settle-file.ts";
import { toNewFile } from "./to-new-file.ts";
import { toRefusals } from "./to-refusals.ts";
import { toUnknownOutcomes } from "./to-settlements.ts";
import { createWriteGuard, type WriteGuard } from "./write-guard.ts";

/** Creating has no idempotency key: after a lost answer the file is looked for, not made again. */
function createFile(
  context: ConnectContext,
  delivery: Delivery,
  options: CallOptions,
): Promise<ConnectFile> {
  options.onProgress?.(`creating a usage file for ${delivery.key}`);
  return lookAfterFailure(
    () => context.files.create(toNewFile(delivery), options),
    async () => {
      const [file, ...others] = await findFiles(context, delivery, options);
      return others.length === 0 ? file : undefined;
    },
  );
}

/** From here on the channel has a file: whatever fails, the delivery can be taken up there again. */
async function finish(
  context: ConnectContext,
  task: FileTask,
  guard: WriteGuard,
): Promise<readonly Outcome[]> {
  const { options } = guard;
  const { records } = task.delivery;
  try {
    const advanced = await advanceFile(context, task, options);
    const settled = await settleFile(context, task.delivery, { ...options, ...advanced });
    return settled.map((outcome): Outcome => {
      if (outcome.status !== "absent") return outcome;
      const reason = `${task.file.id} was deleted while it was being sent`;
      return { status: "unknown", recordId: outcome.recordId, reason };
    });
  } catch (error) {
    if (guard.hasThrown(error) || !UsageBillingError.isInstance(error)) throw error;
    return toUnknownOutcomes(records, `${task.file.id}: ${error.message}`);
  }
}

/**
 * Sends a delivery: finds, adopts or creates its file, uploads the workbook, waits until it is processed and
 * submits it.
 *
 * @param context - The channel.
 * @param delivery - The delivery, as planned.
 * @param callOptions - Signal, progress, and what is asked before a write.
 * @returns One outcome for each record, in their order.
 * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When there is no file to speak of.
 */
export async function sendDelivery(
  context: ConnectContext,
  delivery: Delivery,
  callOptions: CallOptions,
): Promise<readonly Outcome[]> {
  const guard = createWriteGuard(callOptions);
  const { options } = guard;
  const files = await findFiles(context, delivery, options);
  if (files.length > 1) return toAmbiguousOutcomes(context, { delivery, files }, options);
  try {
    const file =
      files[0] ??
      (await adoptRefusedFile(context, delivery, options)) ??
      (await createFile(context, delivery, options));
    return await finish(context, { delivery, file, mayReplaceRefused: true }, guard);
  } catch (error) {
    if (guard.hasThrown(error) || !isRefusal(error)) throw error;
    return toRefusals(delivery.records, { words: error.detail });
  }
}
