import {
  type CallOptions,
  ChannelConnectionError,
  UnsupportedOperationError,
} from "@usage-billing/core";
import { type Lifecycle, statesAfter } from "../../lifecycle/lifecycle.ts";
import type { CallSettings } from "../connect-call.ts";
import { type Item, type ItemWait, pollItem } from "./poll-item.ts";

/** Options of a wait. */
export interface WaitOptions extends CallOptions {
  /** The longest time to wait, in milliseconds; 15 minutes by default. */
  readonly deadline?: number;
}

/** What is waited for, and when it is no use to go on. */
export interface StatusWait<Waited extends Item>
  extends Pick<ItemWait<Waited>, "id" | "operation" | "read"> {
  /** What the item is called, in words. */
  readonly what: string;
  /** The states that are waited for. */
  readonly statuses: readonly string[];
  /** The states and the ways between them. */
  readonly lifecycle: Lifecycle<string>;
  /** The states that last until somebody does something about them. */
  readonly deadEnds: readonly string[];
  /** What else the item says of its state. */
  readonly explain: (item: Waited) => string | undefined;
}

const DEFAULT_DEADLINE = 15 * 60_000;
/** Reads may lag behind a write that led out of a dead end a moment ago, in milliseconds. */
const LAG = 5000;

/** Whether no way leads from a state to one that is waited for; of an unknown word nothing is known. */
function isBeyond(
  status: string,
  { statuses, lifecycle }: Pick<StatusWait<Item>, "statuses" | "lifecycle">,
): boolean {
  const state = lifecycle.states.find((known) => known === status);
  const wanted = lifecycle.states.filter((known) => statuses.includes(known));
  if (state === undefined || wanted.length < statuses.length) return false;
  const reachable = statesAfter(lifecycle, state);
  return !wanted.some((known) => reachable.has(known));
}

/**
 * Waits until an item is in one of several states.
 *
 * @param settings - The channel and its clock.
 * @param wait - The item and the states.
 * @param options - Deadline, signal and progress.
 * @returns The item.
 * @throws {@link ChannelConnectionError} When the deadline has passed; nothing is wrong with the item then.
 * @throws {@link UnsupportedOperationError} When the item does not come into one of the states by
 * itself: it is past them, or where it stays until somebody does something about it.
 */
export async function waitForStatus<Waited extends Item>(
  settings: CallSettings,
  wait: StatusWait<Waited>,
  options: WaitOptions,
): Promise<Waited> {
  const { id, what, operation, read, statuses, deadEnds, explain } = wait;
  const { deadline = DEFAULT_DEADLINE } = options;
  let hasMoved = false;
  const isThere = ({ status }: Item): boolean => statuses.includes(status);
  const isDone = (item: Item, waited: number): boolean => {
    if (isThere(item) || isBeyond(item.status, wait)) return true;
    if (deadEnds.includes(item.status)) return hasMoved || waited >= LAG;
    hasMoved = true;
    return false;
  };
  const item = await pollItem(settings, { id, operation, read, isDone, deadline }, options);
  if (isThere(item)) return item;
  const waited = `${id} is ${item.status}, not ${statuses.join(" or ")}`;
  const words = explain(item);
  const why = words === undefined ? "" : `: ${words}`;
  if (isBeyond(item.status, wait)) {
    throw new UnsupportedOperationError(`${what} ${waited}, and never will be${why}`);
  }
  if (deadEnds.includes(item.status)) {
    throw new UnsupportedOperationError(`${what} ${waited}, and stays so by itself${why}`);
  }
  const { channel } = settings;
  const reason = `${waited}, after ${deadline / 1000} s`;
  throw new ChannelConnectionError({ channel, operation, reason, outcomeUnknown: false });
}
