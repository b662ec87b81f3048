import { formatInstant } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import { listSchedules, type SchedulePlan } from "../configuration/schedules.ts";
import { keepAccounts } from "../ledger/accounts.ts";
import { describeConflict } from "../output/conflict-words.ts";
import { alarmToJson } from "../output/schedule-output.ts";
import { toErrorFields } from "../service/log-summary.ts";
import type { ServiceTools } from "../service/service-tools.ts";
import { type Announcement, postAlarms } from "./post-alarms.ts";
import type { WindowResult } from "./read-due.ts";
import { takeInDue } from "./take-in-due.ts";
import { type PlanView, viewPlans } from "./view-plans.ts";

/** Keeps the schedules of a configuration as a service. */
export interface ScheduleKeeper {
  /** Whether there is any schedule to keep. */
  readonly isIdle: boolean;
  /** Whether a schedule was in alarm, past a deadline, or not kept at all, the last time. */
  readonly isInAlarm: boolean;
  /**
   * Takes in what is due, and raises the alarms that are new. What goes wrong is logged: the next
   * time makes up for it.
   *
   * @param ledger - The ledger, open.
   */
  tick(ledger: Ledger): Promise<void>;
}

function toAnnouncements(views: readonly PlanView[]): readonly Announcement[] {
  return views.flatMap(({ source, channel, alarms }) =>
    alarms.map((alarm) => ({ source, channel, alarm })),
  );
}

function keyOf({ source, channel, alarm }: Announcement): string {
  return JSON.stringify([source, channel, alarm.kind, alarm.isPastDeadline]);
}

class Keeper implements ScheduleKeeper {
  readonly #tools: ServiceTools;
  readonly #plans: readonly SchedulePlan[];
  /** The alarms that were announced and stand. */
  #announced: ReadonlySet<string> = new Set();
  readonly #logged = new Set<string>();
  #lastError = "";
  #isInAlarm = false;

  constructor(tools: ServiceTools) {
    this.#tools = tools;
    const { configuration, channels } = tools;
    this.#plans = listSchedules(configuration.sources, configuration.channels).filter(
      ({ channel }) => channels.has(channel),
    );
  }

  get isIdle(): boolean {
    return this.#plans.length === 0;
  }

  get isInAlarm(): boolean {
    return this.#isInAlarm;
  }

  async tick(ledger: Ledger): Promise<void> {
    const { log, context } = this.#tools;
    if (this.isIdle || context.signal.aborted) return;
    try {
      await this.#takeIn(ledger);
      await this.#look(ledger);
      this.#lastError = "";
    } catch (error) {
      if (context.signal.aborted) return;
      this.#isInAlarm = true;
      const { message } = error as Error;
      // The same again every minute would bury everything else.
      if (message !== this.#lastError)
        log.error(toErrorFields(error as Error), "schedule not kept");
      this.#lastError = message;
    }
  }

  async #takeIn(ledger: Ledger): Promise<void> {
    const { configuration, channels, context } = this.#tools;
    const { environment, signal } = context;
    const now = context.now?.() ?? Date.now();
    const ids = new Set(this.#plans.map(({ channel }) => channel));
    await keepAccounts(ledger, configuration, { ids, environment });
    const tools = { ledger, configuration, channels, environment, signal, now };
    for (const result of await takeInDue({ ...tools, plans: this.#plans })) this.#log(result);
  }

  #log({ plan, window, state, reason, conflicts, ...counts }: WindowResult): void {
    const { log } = this.#tools;
    const { source, channel } = plan;
    const { start, end } = window.period;
    const place = { source, channel, start: formatInstant(start), end: formatInstant(end) };
    if (state === "failed") {
      const key = JSON.stringify([place, reason]);
      if (this.#logged.has(key)) return;
      this.#logged.add(key);
      log.warn({ ...place, reason }, "window not taken in");
      return;
    }
    const { records, quantity, added, known, refused } = counts;
    const late = window.isLate ? { pastDeadline: formatInstant(window.deadline) } : {};
    log.info({ ...place, records, quantity, added, known, refused, ...late }, "window taken in");
    for (const conflict of conflicts) {
      const { recordId, state: held } = conflict;
      const about = { ...place, recordId, state: held, reason: describeConflict(conflict) };
      log.warn(about, "record was taken in before with other content");
    }
  }

  async #look(ledger: Ledger): Promise<void> {
    const { configuration, context, log, metrics } = this.#tools;
    const now = context.now?.() ?? Date.now();
    const views = await viewPlans(this.#plans, { ledger, configuration, now });
    metrics.setSchedules(views);
    this.#isInAlarm = views.some(
      ({ alarms, due }) => alarms.length > 0 || due.some(({ isLate }) => isLate),
    );
    const standing = toAnnouncements(views);
    const fresh = standing.filter((one) => !this.#announced.has(keyOf(one)));
    for (const { source, channel, alarm } of fresh) {
      log.error({ source, channel, ...alarmToJson(alarm) }, "schedule in alarm");
    }
    const { environment, signal } = context;
    const failure = await postAlarms(fresh, { environment, signal });
    if (failure !== undefined) log.warn({ reason: failure }, "alarm not posted");
    if (standing.length === 0 && this.#announced.size > 0)
      log.info("no schedule is in alarm any more");
    // What could not be posted is announced again the next time.
    const kept = failure === undefined ? standing : standing.filter((one) => !fresh.includes(one));
    this.#announced = new Set(kept.map(keyOf));
  }
}

/**
 * Makes what keeps the schedules of the channels that a service works for.
 *
 * @param tools - The service's tools.
 * @returns The keeper.
 */
export function createScheduleKeeper(tools: ServiceTools): ScheduleKeeper {
  return new Keeper(tools);
}
