import { type CallOptions, ChannelConnectionError } from "@usage-billing/core";
import type { FileState } from "./api/from-usage-file.ts";
import type { ConnectContext } from "./connect-context.ts";

const FIRST_WAIT = 250;
const LONGEST_WAIT = 30_000;

/** What to wait for. */
export interface FileWait {
  /** The file. */
  readonly id: string;
  /** Whether its state is what is waited for; `waited` is in milliseconds. */
  readonly isDone: (file: FileState, waited: number) => boolean;
}

/** Waiting changes nothing at the channel; the end of a wait is told as the end of a read. */
async function pauseFor(
  { channel, clock }: ConnectContext,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await clock.sleep(milliseconds, signal);
  } catch (cause) {
    const call = { channel, operation: "getUsageFile", reason: "the call was ended" };
    throw new ChannelConnectionError({ ...call, outcomeUnknown: false }, { cause });
  }
}

/**
 * Reads a file again and again, ever more seldom, until it is in a state or the deadline has passed.
 *
 * @param context - The channel.
 * @param wait - The file and the state.
 * @param options - Signal and progress.
 * @returns The file as last read; when the deadline has passed, in whatever state it is.
 */
export async function waitForFile(
  context: ConnectContext,
  { id, isDone }: FileWait,
  { signal, onProgress }: CallOptions,
): Promise<FileState> {
  const { clock, deadline, files } = context;
  const start = clock.now();
  let pause = FIRST_WAIT;
  while (true) {
    const file = await files.read(id, signal);
    const waited = clock.now() - start;
    if (isDone(file, waited) || waited >= deadline) return file;
    onProgress?.(`${id}: ${file.status}`);
    await pauseFor(context, Math.min(pause, deadline - waited), signal);
    pause = Math.min(pause * 2, LONGEST_WAIT);
  }
}
