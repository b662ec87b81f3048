import { type CallOptions, type Channel, UsageBillingError } from "@usage-billing/core";
import { writesOfChange } from "../budget/writes.ts";
import { isLedgerError } from "../classify-error.ts";
import type { Settings } from "../settings.ts";
import { lagAfter } from "../settle/read-presence.ts";

const NEVER = new AbortController().signal;

/** A retraction or correction, ready to be called. */
type Change<Result> = (options: CallOptions) => Promise<Result>;

/**
 * Calls a change of what a channel holds, within the channel's write budget.
 *
 * @param settings - The reporter's settings.
 * @param channel - The channel.
 * @param change - The call.
 * @returns What it gives.
 */
export async function callChange<Result>(
  settings: Settings,
  channel: Channel,
  change: Change<Result>,
): Promise<Result> {
  const budget = settings.budgets.get(channel.id);
  if (budget === undefined) return change({});
  await budget.remember(settings.ledger);
  const onWait = (milliseconds: number): void =>
    settings.telemetry.countWait(channel.id, milliseconds);
  await budget.take(writesOfChange(channel), { signal: NEVER, onWait });
  return change({});
}

/**
 * Tells whether a channel said for good that it cannot make the change and holds what it held.
 *
 * @param error - What the change threw.
 * @returns Whether it is an unsupported operation.
 */
export function isUnsupported(error: unknown): boolean {
  return UsageBillingError.isInstance(error) && error.code === "UNSUPPORTED_OPERATION";
}

/**
 * Settles a change in doubt at a channel that uploads again, by calling it again: it takes up where it
 * stopped. Tried a few times, each when the channel has had its time to show what is there.
 *
 * @param settings - The reporter's settings.
 * @param channel - The channel.
 * @param repetition - The call, what the attempt before threw, and which results are an end.
 * @returns What the first clear call gave.
 * @throws What the last call threw.
 */
export async function repeatChange<Result>(
  settings: Settings,
  channel: Channel,
  repetition: {
    readonly change: Change<Result>;
    readonly error?: unknown;
    readonly isClear?: (result: Result) => boolean;
  },
): Promise<Result> {
  const { change, isClear = () => true } = repetition;
  const { clock, random, settleDelays } = settings;
  const [first = 0, ...further] = settleDelays.map((longest) => Math.round(random() * longest));
  let { error } = repetition;
  for (const delay of [lagAfter(settings, channel, error), first, ...further]) {
    await clock.sleep(delay);
    try {
      const result = await callChange(settings, channel, change);
      if (isClear(result)) return result;
      error = new Error("the channel could not tell");
    } catch (thrown) {
      if (isLedgerError(thrown) || isUnsupported(thrown)) throw thrown;
      error = thrown;
    }
  }
  throw error;
}
