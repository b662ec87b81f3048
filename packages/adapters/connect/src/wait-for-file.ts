import type { CallOptions } from "@usage-billing/core";
import type { ConnectFile } from "./api/files/from-usage-file.ts";
import { type ItemWait, pollItem } from "./api/wait/poll-item.ts";
import type { ConnectContext } from "./connect-context.ts";

/**
 * Reads a file again and again, ever more seldom, until it is in a state or the channel's deadline has
 * passed.
 *
 * @param context - The channel.
 * @param wait - The file and the state.
 * @param options - Signal and progress.
 * @returns The file as last read; when the deadline has passed, in whatever state it is.
 */
export function waitForFile(
  { api, deadline, files }: ConnectContext,
  wait: Pick<ItemWait<ConnectFile>, "id" | "isDone">,
  options: CallOptions,
): Promise<ConnectFile> {
  const read = (): Promise<ConnectFile> => files.get(wait.id, options);
  const operation = "getUsageFile";
  return pollItem(api.settings, { ...wait, operation, read, deadline }, options);
}
