import {
  type CallOptions,
  ChannelConnectionError,
  UnsupportedOperationError,
} from "@usage-billing/core";
import { fileLifecycle } from "../../lifecycle/file-lifecycle.ts";
import { statesAfter } from "../../lifecycle/lifecycle.ts";
import type { Api } from "../connect-call.ts";
import type { Word } from "../wire/read-value.ts";
import { readFile } from "./call-file.ts";
import type { ConnectFile, FileStatus } from "./from-usage-file.ts";
import { pollFile } from "./poll-file.ts";

/** Options of a wait. */
export interface WaitOptions extends CallOptions {
  /** The longest time to wait, in milliseconds; 15 minutes by default. */
  readonly deadline?: number;
}

const DEFAULT_DEADLINE = 15 * 60_000;

/** Whether no way leads from a state to one that is waited for; of an unknown word nothing is known. */
function isBeyond(status: string, statuses: readonly string[]): boolean {
  const state = fileLifecycle.states.find((known) => known === status);
  const wanted = fileLifecycle.states.filter((known) => statuses.includes(known));
  if (state === undefined || wanted.length < statuses.length) return false;
  const reachable = statesAfter(fileLifecycle, state);
  return !wanted.some((known) => reachable.has(known));
}

/**
 * Waits until a file is in one of several states.
 *
 * @param api - What the operations work with.
 * @param wait - The file and the states.
 * @param options - Deadline, signal and progress.
 * @returns The file.
 * @throws {@link ChannelConnectionError} When the deadline has passed; nothing is wrong with the file then.
 * @throws {@link UnsupportedOperationError} When the file can never come into one of the states.
 */
export async function waitForStatus(
  api: Api,
  wait: { readonly id: string; readonly statuses: readonly Word<FileStatus>[] },
  options: WaitOptions,
): Promise<ConnectFile> {
  const { id, statuses } = wait;
  const { deadline = DEFAULT_DEADLINE } = options;
  const read = (): Promise<ConnectFile> => readFile(api, id, options);
  const isThere = ({ status }: ConnectFile): boolean => statuses.includes(status);
  const isDone = (file: ConnectFile): boolean => isThere(file) || isBeyond(file.status, statuses);
  const file = await pollFile(api.settings, { id, read, isDone, deadline }, options);
  if (isThere(file)) return file;
  const waited = `${id} is ${file.status}, not ${statuses.join(" or ")}`;
  if (isDone(file)) throw new UnsupportedOperationError(`usage file ${waited}, and never will be`);
  const { channel } = api.settings;
  const reason = `${waited}, after ${deadline / 1000} s`;
  throw new ChannelConnectionError({
    channel,
    operation: "getUsageFile",
    reason,
    outcomeUnknown: false,
  });
}
