import type { ConnectFile, ConnectUsage } from "@usage-billing/connect";
import type { CommandContext } from "../../context.ts";
import {
  type DeadlineOptions,
  printState,
  readStatuses,
  type WaitOptions,
  waitForItem,
} from "./wait-for-item.ts";
import { withConnect } from "./with-connect.ts";

/** States in which a file stays until somebody acts, and that follow on processing. */
const PROCESSED = ["ready", "invalid", "pending", "accepted", "rejected", "closed", "deleted"];
/** Of these, those that are not the way to a state further on without the vendor. */
const STUCK = ["invalid", "rejected", "closed", "deleted"];

/**
 * Waits until a file is in one of several states, or in one from which it does not get there by itself.
 *
 * @param connect - The account.
 * @param wait - The file, and the states; when there are none, those that follow on processing.
 * @param output - The deadline, and where progress goes.
 * @returns The file.
 * @throws {@link CommandError} When the deadline has passed; nothing is wrong with the file then.
 */
export function waitUntil(
  { files }: ConnectUsage,
  wait: { readonly id: string; readonly statuses?: readonly string[] | undefined },
  output: { readonly options: DeadlineOptions; readonly context: CommandContext },
): Promise<ConnectFile> {
  const { id, statuses } = wait;
  const ends = statuses === undefined ? PROCESSED : [...new Set([...statuses, ...STUCK])];
  return waitForItem(
    { id, group: "files", statuses, begin: (tools) => files.waitFor(id, ends, tools) },
    output,
  );
}

/**
 * Waits until a usage file is in a state.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param id - The file.
 */
export async function waitForFile(
  options: WaitOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  const statuses = readStatuses(options);
  await withConnect(options, context, async (connect) => {
    const item = await waitUntil(connect, { id, statuses }, { options, context });
    const { status, rejectionNote, errorDetail } = item;
    const isThere = statuses?.includes(status) ?? true;
    const reason = status === "rejected" ? rejectionNote : errorDetail;
    printState({ item, isThere, reason }, options, context);
  });
}
