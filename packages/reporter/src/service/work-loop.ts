import type { DeliverResult } from "../summaries.ts";
import type { DeliveryClaim, PlanningClaim, ServiceOptions, SharedWork } from "./service.ts";
import type { ServiceContext } from "./service-context.ts";

/** Holds a delivery that failed for a while, so that a channel which is down is not asked without end. */
async function holdBack(
  context: ServiceContext,
  claim: DeliveryClaim,
  { error, failures }: { readonly error: Error; readonly failures: number },
): Promise<void> {
  const milliseconds = context.backOff(failures, error);
  context.tell({ kind: "waiting", reason: "back-off", milliseconds });
  await context.pause(milliseconds, claim.signal);
}

/** Counts how often deliveries failed in a row, whatever their channel: a claim does not name it. */
class Row {
  failures = 0;

  note({ error }: DeliverResult): number {
    this.failures = error === undefined ? 0 : this.failures + 1;
    return this.failures;
  }
}

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
  const row = new Row();

  async function deliver(claim: DeliveryClaim): Promise<DeliverResult> {
    const { deliveryId, ...rest } = claim;
    const { ledger, beforeWrite, isFirstClaim, signal: lost } = rest;
    const options = { ledger, beforeWrite, isFirstClaim, signal: lost };
    const result = await reporter.deliver(deliveryId, options);
    tell({ kind: "delivered", deliveryId, ...result });
    const failures = row.note(result);
    if (result.error !== undefined)
      await holdBack(context, claim, { error: result.error, failures });
    return result;
  }

  async function plan(channel: string, claim: PlanningClaim): Promise<number> {
    const deliveries = await reporter.plan(channel, { ledger: claim.ledger, signal: claim.signal });
    states.note(channel);
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
