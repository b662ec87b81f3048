import { type CallOptions, ChannelConnectionError } from "@usage-billing/core";
import type { CallSettings } from "../connect-call.ts";
import type { ConnectFile } from "./from-usage-file.ts";

const FIRST_WAIT = 250;
const LONGEST_WAIT = 30_000;

/** What to wait for. */
export interface FileWait {
  /** The file. */
  readonly id: string;
  /** Reads it. */
  readonly read: () => Promise<ConnectFile>;
  /** Whether its state is what is waited for; `waited` is in milliseconds. */
  readonly isDone: (file: ConnectFile, waited: number) => boolean;
  /** The longest time to wait, in milliseconds. */
  readonly deadline: number;
}

/** Waiting changes nothing at the channel; the end of a wait is told as the end of a read. */
async function pauseFor(
  { channel, clock }: CallSettings,
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
 * @param settings - The channel and its clock.
 * @param wait - The file, the state and the deadline.
 * @param options - Signal and progress.
 * @returns The file as last read; when the deadline has passed, in whatever state it is.
 */
export async function pollFile(
  settings: CallSettings,
  { id, read, isDone, deadline }: FileWait,
  options: CallOptions,
): Promise<ConnectFile> {
  const { clock } = settings;
  const start = clock.now();
  let pause = FIRST_WAIT;
  while (true) {
    const file = await read();
    const waited = clock.now() - start;
    if (isDone(file, waited) || waited >= deadline) return file;
    options.onProgress?.(`${id}: ${file.status}`);
    await pauseFor(settings, Math.min(pause, deadline - waited), options.signal);
    pause = Math.min(pause * 2, LONGEST_WAIT);
  }
}
