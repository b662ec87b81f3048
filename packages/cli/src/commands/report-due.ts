import { formatInstant, type Period } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import { createReporter } from "@usage-billing/reporter";
import { CommandError, EXIT } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { createChannels } from "../configuration/create-channels.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import { readReporterSettings } from "../configuration/reporter-settings.ts";
import type { SchedulePlan } from "../configuration/schedules.ts";
import type { CommandContext } from "../context.ts";
import { parseOptionalPeriod } from "../input/parse-billing-period.ts";
import { keepAccounts } from "../ledger/accounts.ts";
import { isShared } from "../ledger/is-shared.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { type DueReport, dueReportToJson, formatDueReport } from "../output/due-output.ts";
import { collectStatus } from "../records/collect-status.ts";
import { describeAlarm, postAlarms } from "../schedule/post-alarms.ts";
import { takeInDue } from "../schedule/take-in-due.ts";
import { viewPlans } from "../schedule/view-plans.ts";
import { workUntilDone } from "../service/work-until-done.ts";
import { requireSchedules, scheduleStatusOf } from "./schedule.ts";
import { exitStatusOf } from "./status.ts";

/** What `usage-billing report --due` takes. */
export interface ReportDueOptions {
  readonly config: string;
  readonly channel?: string;
  /** Only windows whose middle lies within this period, as the user wrote it. */
  readonly period?: string;
  /** The IANA name of the time zone whose days the period counts. */
  readonly zone?: string;
  /** Whether a silent window counts as done. */
  readonly acceptEmpty?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

function readPeriod(options: ReportDueOptions, now: number): Period | undefined {
  const period = parseOptionalPeriod(options);
  if (period === undefined || period.end <= now) return period;
  throw new CommandError(
    `--period "${options.period}" is still open: it ends at ${formatInstant(period.end)}. Nothing was sent.`,
  );
}

/** What reporting what is due works with. */
interface DueTools {
  readonly configuration: Configuration;
  readonly plans: readonly SchedulePlan[];
  readonly options: ReportDueOptions;
  readonly within: Period | undefined;
  readonly context: CommandContext;
  readonly now: number;
}

async function report(tools: DueTools, ledger: Ledger): Promise<DueReport> {
  const { configuration, plans, options, within, context, now } = tools;
  const { environment, signal } = context;
  const ids = [...new Set(plans.map(({ channel }) => channel))];
  const channels = createChannels(configuration, ids, { environment });
  await keepAccounts(ledger, configuration, { ids, environment });
  const windows = await takeInDue({
    ...{ ledger, configuration, plans, channels, environment, signal, now },
    ...(within === undefined ? {} : { within }),
    ...(options.acceptEmpty === true ? { acceptEmpty: true } : {}),
  });
  const reporter = createReporter({ ...readReporterSettings(configuration), channels, ledger });
  if (isShared(ledger)) {
    await workUntilDone({ ledger, reporter, channels: ids, signal, onEvent: () => undefined });
  } else await reporter.report({ signal });
  const status = await collectStatus(ledger, {});
  const chosen = {
    sums: status.sums.filter(({ channel }) => channels.has(channel)),
    attention: status.attention.filter(({ channel }) => channels.has(channel)),
  };
  return { windows, views: await viewPlans(plans, { ledger, configuration, now }), status: chosen };
}

/** The gravest of what happened. */
function statusOf({ windows, views, status }: DueReport, { signal }: CommandContext): number {
  if (signal.aborted) return EXIT.interrupted;
  const statuses = [scheduleStatusOf(views), exitStatusOf(status)];
  if (windows.some(({ conflicts, refused }) => conflicts.length + refused > 0)) {
    statuses.push(EXIT.refused);
  }
  return Math.max(...statuses);
}

async function announce({ views }: DueReport, context: CommandContext): Promise<void> {
  const alarms = views.flatMap(({ source, channel, alarms: standing }) =>
    standing.map((alarm) => ({ source, channel, alarm })),
  );
  for (const alarm of alarms) context.warn(describeAlarm(alarm));
  const { environment, signal } = context;
  const failure = await postAlarms(alarms, { environment, signal });
  if (failure !== undefined) context.warn(`The alarm was not posted: ${failure}.`);
}

/**
 * Reports once what the schedules say is due, for a scheduler such as cron: reads the sources, takes in
 * windows in order of deadline, and brings their records to an outcome.
 *
 * @param options - The command's options.
 * @param context - Where output goes, and the signal that ends it early.
 */
export async function reportDue(options: ReportDueOptions, context: CommandContext): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  const plans = requireSchedules(configuration, options.channel);
  const now = context.now?.() ?? Date.now();
  const within = readPeriod(options, now);
  const access = { create: true, wait: options.wait };
  const tools = { configuration, plans, options, within, context, now };
  if (options.dryRun === true) {
    const { planDue } = await import("./plan-due.ts");
    return planDue(tools);
  }
  const result = await withLedger({ configuration, access, context }, (ledger) =>
    report(tools, ledger),
  );
  if (options.json === true) context.print(JSON.stringify(dueReportToJson(result, now)));
  else for (const line of formatDueReport(result, now)) context.print(line);
  await announce(result, context);
  context.end(statusOf(result, context));
}
