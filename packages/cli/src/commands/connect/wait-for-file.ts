import type { ConnectFile, ConnectUsage } from "@usage-billing/connect";
import { ChannelConnectionError } from "@usage-billing/core";
import { CommandError, EXIT } from "../../command-error.ts";
import type { CommandContext } from "../../context.ts";
import type { ConnectOptions } from "./connect-command.ts";
import { printDone } from "./print-items.ts";
import { withConnect } from "./with-connect.ts";

/** What says how long to wait. */
export interface DeadlineOptions {
  /** The longest time to wait, in milliseconds. */
  readonly deadline?: number;
}

/** What `usage-billing connect files wait` takes. */
export interface WaitOptions extends ConnectOptions, DeadlineOptions {
  readonly status?: readonly string[];
}

/** States in which a file stays until somebody acts, and that follow on processing. */
const PROCESSED = ["ready", "invalid", "pending", "accepted", "rejected", "closed", "deleted"];
/** Of these, those that are not the way to a state further on without the vendor. */
const STUCK = ["invalid", "rejected", "closed", "deleted"];

const DEFAULT_DEADLINE = 15 * 60_000;

/** A state that lasts is told once. */
function warnOfChanges({ warn }: CommandContext): (line: string) => void {
  let last = "";
  return (line) => {
    if (line !== last) warn(line);
    last = line;
  };
}

/**
 * Waits until a file is in one of several states, or in one from which it does not get there by itself.
 *
 * @param connect - The account.
 * @param wait - The file, and the states; when there are none, those that follow on processing.
 * @param output - The deadline, and where progress goes.
 * @returns The file.
 * @throws {@link CommandError} When the deadline has passed; nothing is wrong with the file then.
 */
export async function waitUntil(
  connect: ConnectUsage,
  wait: { readonly id: string; readonly statuses?: readonly string[] | undefined },
  output: { readonly options: DeadlineOptions; readonly context: CommandContext },
): Promise<ConnectFile> {
  const { id, statuses } = wait;
  const { options, context } = output;
  const { deadline = DEFAULT_DEADLINE } = options;
  const ends = statuses === undefined ? PROCESSED : [...new Set([...statuses, ...STUCK])];
  const { signal } = context;
  const onProgress = warnOfChanges(context);
  const start = performance.now();
  try {
    return await connect.files.waitFor(id, ends, { signal, onProgress, deadline });
  } catch (error) {
    if (!(error instanceof ChannelConnectionError) || signal.aborted) throw error;
    if (performance.now() - start < deadline) throw error;
    const wanted = statuses?.join(" or ") ?? "processed";
    const then = `Wait again, or look at it with "usage-billing connect files show ${id}".`;
    const message = `${id} is not ${wanted} after ${deadline / 1000} s. ${then}`;
    throw new CommandError(message, EXIT.open);
  }
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
  const statuses = options.status?.map((word) => word.toLowerCase());
  await withConnect(options, context, async (connect) => {
    const file = await waitUntil(connect, { id, statuses }, { options, context });
    const { status, rejectionNote, errorDetail } = file;
    const isThere = statuses?.includes(status) ?? true;
    const reason = status === "rejected" ? rejectionNote : errorDetail;
    const not = isThere ? "" : `, not ${statuses?.join(" or ")}`;
    const sentence = `${id} is ${status}${not}${reason === undefined ? "" : `: ${reason}`}`;
    printDone({ sentence, item: file }, options, context);
    if (!isThere) context.end(EXIT.refused);
  });
}
