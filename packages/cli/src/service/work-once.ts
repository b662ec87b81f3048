import type { SharedLedger } from "@usage-billing/ledger-postgres";
import type { Reporter } from "@usage-billing/reporter";
import { isShared } from "../ledger/is-shared.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { collectStatus, type Status } from "../records/collect-status.ts";
import { createScheduleKeeper } from "../schedule/keep-schedule.ts";
import { listenToService } from "./listen-to-service.ts";
import { logFollowed, logReported } from "./log-summary.ts";
import { createServiceReporter, type ServiceTools } from "./service-tools.ts";
import { workUntilDone } from "./work-until-done.ts";

async function workShared(
  tools: ServiceTools,
  ledger: SharedLedger,
  reporter: Reporter,
): Promise<void> {
  const { channels, context } = tools;
  const { signal } = context;
  const onEvent = listenToService(tools);
  await workUntilDone({ ledger, reporter, channels: [...channels.keys()], signal, onEvent });
}

/** Where everything stands when the work was done once. */
export interface WorkedOnce {
  /** Where the records stand. */
  readonly status: Status;
  /** Whether a schedule is in alarm or past a deadline. */
  readonly isInAlarm: boolean;
}

/**
 * Works through the ledger once: takes in what is due, brings what is open to an outcome, and asks what became of what the
 * channels hold.
 *
 * @param tools - The service's tools.
 * @param wait - How long to wait while another process has the ledger, in milliseconds.
 * @returns Where records and schedules stand then.
 * @throws {@link LedgerError} When the ledger cannot be opened, read or written.
 */
export async function workOnce(tools: ServiceTools, wait: number): Promise<WorkedOnce> {
  const { configuration, context, log } = tools;
  const { signal } = context;
  return withLedger({ configuration, access: { create: true, wait }, context }, async (ledger) => {
    const keeper = createScheduleKeeper(tools);
    await keeper.tick(ledger);
    const reporter = createServiceReporter(tools, ledger);
    if (isShared(ledger)) await workShared(tools, ledger, reporter);
    else for (const one of (await reporter.report({ signal })).channels) logReported(log, one);
    const followed = signal.aborted ? [] : (await reporter.follow({ signal })).channels;
    for (const summary of followed) logFollowed(log, summary);
    const status = await collectStatus(ledger, {});
    const left = status.attention.map(({ channel, state, records }) => ({
      channel,
      state,
      records,
    }));
    log.info({ left }, signal.aborted ? "interrupted" : "done");
    return { status, isInAlarm: keeper.isInAlarm };
  });
}
