import type { Instant } from "@usage-billing/core";
import type { Ledger, StatedWindow } from "@usage-billing/ledger";
import {
  type DueWindow,
  dueWindows,
  findAlarms,
  type LateWindow,
  lateWindows,
  nextWindow,
  type ScheduleAlarm,
  type TimedWindow,
} from "@usage-billing/schedule";
import type { Configuration } from "../configuration/configuration.ts";
import type { SchedulePlan } from "../configuration/schedules.ts";
import { readCheckpoints, toCheckpoints } from "./read-checkpoints.ts";

/** How the schedule of one source and channel stands. */
export interface PlanView extends SchedulePlan {
  /** The done window that ends last. */
  readonly lastDone?: StatedWindow;
  /** The window that is to be reported next, after those that are due. */
  readonly next: TimedWindow;
  /** Windows that are to be reported now, by deadline. */
  readonly due: readonly DueWindow[];
  /** Windows that were not reported by their deadline. */
  readonly late: readonly LateWindow[];
  /** What somebody has to look at. */
  readonly alarms: readonly ScheduleAlarm[];
}

/** What views are made with. */
export interface ViewTools {
  /** The ledger; undefined where there is none yet. */
  readonly ledger: Ledger | undefined;
  readonly configuration: Pick<Configuration, "file">;
  readonly now: Instant;
}

async function viewPlan(plan: SchedulePlan, tools: ViewTools): Promise<PlanView> {
  const { ledger, configuration, now } = tools;
  const { schedule } = plan;
  const before =
    ledger === undefined ? toCheckpoints(plan, []) : await readCheckpoints(ledger, plan);
  const { windows: checkpoints } = before;
  const knowledge = { checkpoints, now };
  return before.tell(configuration, () => {
    const lastDone = checkpoints.findLast(({ state }) => state === "done");
    return {
      ...plan,
      ...(lastDone === undefined ? {} : { lastDone }),
      next: nextWindow(schedule, knowledge),
      due: dueWindows(schedule, knowledge),
      late: lateWindows(schedule, knowledge),
      alarms: findAlarms(schedule, knowledge),
    };
  });
}

/**
 * Looks at schedules.
 *
 * @param plans - The schedules.
 * @param tools - The ledger and the present instant.
 * @returns How each of them stands.
 * @throws {@link CommandError} When windows of the ledger overlap.
 */
export async function viewPlans(
  plans: readonly SchedulePlan[],
  tools: ViewTools,
): Promise<readonly PlanView[]> {
  const views: PlanView[] = [];
  for (const plan of plans) views.push(await viewPlan(plan, tools));
  return views;
}
