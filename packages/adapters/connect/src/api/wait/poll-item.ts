import { type CallOptions, ChannelConnectionError } from "@usage-billing/core";
import type { CallSettings } from "../connect-call.ts";
import type { OperationId } from "../operation-roles.ts";

const FIRST_WAIT = 250;
const LONGEST_WAIT = 30_000;

/** What has a state that is waited for. */
export interface Item {
  /** Its state. */
  readonly status: string;
}

/** What to wait for. */
export interface ItemWait<Waited extends Item> {
  /** The item. */
  readonly id: string;
  /** The operation that reads it. */
  readonly operation: OperationId;
  /** Reads it. */
  readonly read: () => Promise<Waited>;
  /** Whether its state is what is waited for; `waited` is in milliseconds. */
  readonly isDone: (item: Waited, waited: number) => boolean;
  /** The longest time to wait, in milliseconds. */
  readonly deadline: number;
}

/** Waiting changes nothing at the channel; the end of a wait is told as the end of a read. */
async function pauseFor(
  { channel, clock }: CallSettings,
  milliseconds: number,
  call: { readonly operation: OperationId; readonly signal: AbortSignal | undefined },
): Promise<void> {
  const { operation, signal } = call;
  try {
    await clock.sleep(milliseconds, signal);
  } catch (cause) {
    const ended = { channel, operation, reason: "the call was ended" };
    throw new ChannelConnectionError({ ...ended, outcomeUnknown: false }, { cause });
  }
}

/**
 * Reads an item again and again, ever more seldom, until it is in a state or the deadline has passed.
 *
 * @param settings - The channel and its clock.
 * @param wait - The item, the state and the deadline.
 * @param options - Signal and progress.
 * @returns The item as last read; when the deadline has passed, in whatever state it is.
 */
export async function pollItem<Waited extends Item>(
  settings: CallSettings,
  { id, operation, read, isDone, deadline }: ItemWait<Waited>,
  options: CallOptions,
): Promise<Waited> {
  const { clock } = settings;
  const { signal } = options;
  const start = clock.now();
  let pause = FIRST_WAIT;
  while (true) {
    const item = await read();
    const waited = clock.now() - start;
    if (isDone(item, waited) || waited >= deadline) return item;
    options.onProgress?.(`${id}: ${item.status}`);
    await pauseFor(settings, Math.min(pause, deadline - waited), { operation, signal });
    pause = Math.min(pause * 2, LONGEST_WAIT);
  }
}
