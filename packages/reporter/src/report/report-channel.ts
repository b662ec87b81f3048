import type { Channel, Outcome } from "@usage-billing/core";
import type { LedgerDelivery } from "@usage-billing/ledger";
import { isLedgerError } from "../classify-error.ts";
import type { Settings } from "../settings.ts";
import type { ChannelSummary } from "../summaries.ts";
import { bringToOutcome } from "./bring-to-outcome.ts";
import { ChannelRun } from "./channel-run.ts";
import { planDeliveries } from "./plan-deliveries.ts";
import { runTasks } from "./run-tasks.ts";
import { takeUp } from "./take-up.ts";

/** How often records that read-back released are planned anew within one report. */
const MAXIMUM_PASSES = 3;

async function settleOpen(run: ChannelRun, open: LedgerDelivery): Promise<void> {
  if (run.isOver) return;
  return bringToOutcome(run, await takeUp(run, open));
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
  const states = ["waiting", "unsent", "sending", "unknown", "ambiguous"] as const;
  for (const { state, channel: _, ...sum } of await ledger.sums({ channel, states })) {
    const status = state === "waiting" || state === "unsent" ? "unsent" : "unknown";
    run.tally.addSum({ ...sum, status });
  }
  for await (const { record, outcome } of ledger.records({
    channel,
    states: ["sending", "unknown", "ambiguous"],
  })) {
    const { recordId } = record;
    const reason = "the report ended before it was read back";
    const unknown: Outcome & { status: "unknown" } =
      outcome?.status === "unknown" ? outcome : { status: "unknown", recordId, reason };
    run.tally.note({ record, outcome: unknown });
  }
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
    await settings.budgets.get(channel.id)?.remember(settings.ledger);
    await reportAll(run);
  } catch (error) {
    if (isLedgerError(error)) throw error;
    run.tally.fail(error);
    run.giveUp(error);
  }
  await run.drainSteps();
  await addOpen(run);
  run.tell("end");
  return run.tally.summarize();
}
