import { type Channel, type Outcome, UsageBillingError } from "@usage-billing/core";
import type { LedgerDelivery } from "@usage-billing/ledger";
import PQueue from "p-queue";
import { bringToOutcome } from "./bring-to-outcome.ts";
import { ChannelRun } from "./channel-run.ts";
import { planDeliveries } from "./plan-deliveries.ts";
import type { ChannelSummary } from "./reporter.ts";
import type { Settings } from "./settings.ts";

/** How often records that read-back released are planned anew within one report. */
const MAXIMUM_PASSES = 3;

/** Does tasks side by side as they come, without running ahead of what is being done. */
async function runTasks<Item>(
  run: ChannelRun,
  items: AsyncIterable<Item>,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const { concurrency } = run.settings;
  const queue = new PQueue({ concurrency });
  const errors: unknown[] = [];
  const stop = (error: unknown) => {
    errors.push(error);
    run.giveUp(error);
  };
  try {
    for await (const item of items) {
      void queue.add(() => task(item)).catch(stop);
      await queue.onSizeLessThan(concurrency);
      if (errors.length > 0) break;
    }
  } finally {
    await queue.onIdle();
  }
  if (errors.length > 0) throw errors[0];
}

async function settleOpen(run: ChannelRun, open: LedgerDelivery): Promise<void> {
  if (run.isOver) return;
  const { delivery, state, intendedAt } = open;
  const openRecordIds = new Set(open.openRecordIds);
  if (state !== "unsent") {
    const doubt = { attemptedAt: intendedAt, answered: [] };
    return bringToOutcome(run, { delivery, openRecordIds, doubt });
  }
  await run.settings.ledger.commitResends([delivery.id]);
  return bringToOutcome(run, { delivery, openRecordIds });
}

async function sendPlanned(run: ChannelRun): Promise<void> {
  await runTasks(run, planDeliveries(run), async (delivery) => {
    if (run.isOver) return run.leaveUnsent(delivery, "the report ended before it was sent");
    const openRecordIds = new Set(delivery.records.map(({ recordId }) => recordId));
    return bringToOutcome(run, { delivery, openRecordIds });
  });
}

async function reportAll(run: ChannelRun): Promise<void> {
  const open = run.settings.ledger.openDeliveries(run.channel.id);
  await runTasks(run, open, (delivery) => settleOpen(run, delivery));
  for (let pass = 0; pass < MAXIMUM_PASSES; pass += 1) {
    run.hasReleased = false;
    await sendPlanned(run);
    if (run.isOver || !run.hasReleased) return;
  }
}

/** Adds what the report did not bring to an outcome, as the ledger has it. */
async function addOpen(run: ChannelRun): Promise<void> {
  const { ledger } = run.settings;
  const channel = run.channel.id;
  if ((await ledger.pendingCount(channel)) === 0) return;
  const states = ["waiting", "unsent", "sending", "unknown"] as const;
  for (const { state, channel: _, ...sum } of await ledger.sums({ channel, states })) {
    const status = state === "waiting" || state === "unsent" ? "unsent" : "unknown";
    run.tally.addSum({ ...sum, status });
  }
  for await (const { record, outcome } of ledger.records({
    channel,
    states: ["sending", "unknown"],
  })) {
    const { recordId } = record;
    const reason = "the report ended before it was read back";
    const unknown: Outcome & { status: "unknown" } =
      outcome?.status === "unknown" ? outcome : { status: "unknown", recordId, reason };
    run.tally.note({ record, outcome: unknown });
  }
}

function isLedgerError(error: unknown): boolean {
  return UsageBillingError.isInstance(error) && error.code === "LEDGER";
}

/**
 * Reports to one channel. An error of the channel ends only this.
 *
 * @param channel - The channel.
 * @param settings - The reporter's settings.
 * @param signal - Ends it early.
 * @returns What was done.
 * @throws {@link LedgerError} When the ledger fails.
 */
export async function reportChannel(
  channel: Channel,
  settings: Settings,
  signal: AbortSignal,
): Promise<ChannelSummary> {
  const total = await settings.ledger.pendingCount(channel.id);
  const run = new ChannelRun(channel, settings, { signal, total });
  run.tell("start");
  try {
    await reportAll(run);
  } catch (error) {
    if (isLedgerError(error)) throw error;
    run.tally.fail(error);
    run.giveUp(error);
  }
  await addOpen(run);
  run.tell("end");
  return run.tally.summarize();
}
