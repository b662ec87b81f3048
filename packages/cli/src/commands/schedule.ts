import { existsSync } from "node:fs";
import { type Schedule, toCrontab, toSystemdUnits } from "@usage-billing/schedule";
import { CommandError, EXIT } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import { listSchedules, type SchedulePlan } from "../configuration/schedules.ts";
import type { CommandContext } from "../context.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { formatSchedules, schedulesToJson } from "../output/schedule-output.ts";
import { createReportCommandLine } from "../schedule/report-command-line.ts";
import { type PlanView, viewPlans } from "../schedule/view-plans.ts";
import { requireChannel } from "./require-channel.ts";

/** What `usage-billing schedule` takes. */
export interface ScheduleOptions {
  readonly config: string;
  readonly channel?: string;
  readonly json?: boolean;
  readonly cron?: boolean;
  readonly systemd?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

/**
 * Lists the schedules that a command is about.
 *
 * @param configuration - The configuration.
 * @param channel - The one channel that was asked for; all when left out.
 * @returns The schedules.
 * @throws {@link CommandError} When there is none.
 */
export function requireSchedules(
  configuration: Configuration,
  channel: string | undefined,
): readonly SchedulePlan[] {
  if (channel !== undefined) requireChannel(configuration, channel);
  const plans = listSchedules(configuration.sources, configuration.channels);
  const chosen = plans.filter((plan) => channel === undefined || plan.channel === channel);
  if (chosen.length > 0) return chosen;
  const where = channel === undefined ? "" : ` for the channel "${channel}"`;
  throw new CommandError(
    `No source in ${configuration.file} has a schedule${where}. Give one a "schedule" with "since", the first day to report.`,
  );
}

function printEntries(
  schedules: readonly Schedule[],
  options: ScheduleOptions,
  { print }: CommandContext,
): void {
  const command = createReportCommandLine(options.config);
  if (options.cron === true) print(toCrontab(schedules, { command }));
  if (options.systemd !== true) return;
  const { service, timer } = toSystemdUnits(schedules, { command });
  print(service);
  print(timer);
}

async function look(
  configuration: Configuration,
  plans: readonly SchedulePlan[],
  { wait, context, now }: { wait: number; context: CommandContext; now: number },
): Promise<readonly PlanView[]> {
  const { ledger: place } = configuration;
  if (place.kind === "file" && !existsSync(place.file)) {
    return viewPlans(plans, { ledger: undefined, configuration, now });
  }
  return withLedger({ configuration, access: { create: false, wait }, context }, (ledger) =>
    viewPlans(plans, { ledger, configuration, now }),
  );
}

/**
 * Decides what the exit status says of schedules.
 *
 * @param views - The schedules.
 * @returns 4 when something is in alarm or past its deadline, so that it has to be run again; 0 otherwise.
 */
export function scheduleStatusOf(views: readonly PlanView[]): number {
  const isOpen = views.some(
    ({ due, alarms }) => alarms.length > 0 || due.some(({ isLate }) => isLate),
  );
  return isOpen ? EXIT.open : EXIT.done;
}

/**
 * Shows for each source and channel what was done last, what comes next, by when, and what is missing.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function showSchedule(
  options: ScheduleOptions,
  context: CommandContext,
): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  const plans = requireSchedules(configuration, options.channel);
  if (options.cron === true || options.systemd === true) {
    const schedules = plans.map(({ schedule }) => schedule);
    return printEntries(schedules, options, context);
  }
  const now = context.now?.() ?? Date.now();
  const views = await look(configuration, plans, { wait: options.wait, context, now });
  if (options.json === true) context.print(JSON.stringify(schedulesToJson(views)));
  else for (const line of formatSchedules(views, now)) context.print(line);
  context.end(scheduleStatusOf(views));
}
