import type { DeliverResult } from "../summaries.ts";
import type { DeliveryClaim, PlanningClaim, ServiceOptions, SharedWork } from "./service.ts";
import type { ServiceContext } from "./service-context.ts";

/**
 * Works on what a shared ledger hands out, until the service ends.
 *
 * @param context - The service.
 * @param shared - What hands out the work.
 * @param concurrency - How many deliveries of one channel at once.
 */
export async function workForever(
  context: ServiceContext,
  shared: SharedWork,
  concurrency: ServiceOptions["concurrency"],
): Promise<void> {
  const { reporter, channels, states, signal, tell } = context;
  const held = new Map<string, number>();

  /** Those that fail while others of the channel are held count as one failure. */
  async function holdBack(channel: string, error: Error, lost: AbortSignal): Promise<void> {
    const others = held.get(channel) ?? 0;
    const failures = others > 0 ? states.failures(channel) : states.note(channel, error);
    const milliseconds = context.backOff(failures, error);
    tell({ kind: "waiting", channel, reason: "back-off", milliseconds });
    held.set(channel, others + 1);
    await context.pause(milliseconds, lost);
    held.set(channel, (held.get(channel) ?? 1) - 1);
  }

  async function deliver(claim: DeliveryClaim): Promise<DeliverResult & { retryAfter?: number }> {
    const { deliveryId, ledger, beforeWrite, isFirstClaim, signal: lost } = claim;
    const options = { ledger, beforeWrite, isFirstClaim, signal: lost };
    const result = await reporter.deliver(deliveryId, options);
    const { channel, error } = result;
    tell({ kind: "delivered", deliveryId, ...result });
    if (error === undefined) {
      states.note(channel);
      return result;
    }
    // Held all the while, so that a channel which is down gets no more than so many at a time.
    await holdBack(channel, error, lost);
    return { ...result, retryAfter: 0 };
  }

  async function plan(channel: string, claim: PlanningClaim): Promise<number> {
    const deliveries = await reporter.plan(channel, { ledger: claim.ledger, signal: claim.signal });
    if (deliveries > 0) tell({ kind: "planned", channel, deliveries });
    return deliveries;
  }

  await shared.runWorker({
    channels,
    deliver,
    plan,
    ...(concurrency === undefined ? {} : { concurrency }),
    signal,
    onError: (error) => tell({ kind: "failed", error }),
  });
}
